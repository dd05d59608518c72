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
 * The program, except that it ends or stands still where {@link LastMoment#jvmArguments()} says.
 */
final class KillableMain {
  private KillableMain() {}

  public static void main(String[] args) {
    CommandContext here =
        new CommandContext(
            Watched.class,
            System.getenv(),
            Clock.systemUTC(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(RetentionCommand.execute(here, args));
  }

  /** Not a component: otherwise every application of the suite would find it by scanning. */
  @Import(MilvusRetention.class)
  static class Watched {
    @Bean
    @Primary
    static CrashPoints lastMoments() {
      return LastMoment.ofThisProcess();
    }
  }
}
