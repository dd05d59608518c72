package io.github.milvusretention.crash;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.run.CrashPoints;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The program, but it halts or pauses at the crash point given by {@link CrashPlan#jvmArguments()}.
 */
final class KillableMain {
  private KillableMain() {}

  public static void main(String[] args) {
    CommandContext here =
        new CommandContext(
            CrashPointConfiguration.class,
            System.getenv(),
            Clock.systemUTC(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(RetentionCommand.execute(here, args));
  }

  /** Not a component: otherwise component scanning would find it in every test application. */
  @Import(MilvusRetention.class)
  static class CrashPointConfiguration {
    @Bean
    @Primary
    static CrashPoints plannedCrashPoints() {
      return CrashPlan.ofCurrentProcess();
    }
  }
}
