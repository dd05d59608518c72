package io.github.milvusretention.crash;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.Surroundings;
import io.github.milvusretention.job.Moments;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The program, except that it can be told by system properties to end or to stand still at a {@link
 * io.github.milvusretention.job.Moment}, and what time it is.
 */
final class KillableMain {
  /** An instant; without it the machine's clock is used. */
  static final String CLOCK = "crash.clock";

  private KillableMain() {}

  public static void main(String[] args) {
    String instant = System.getProperty(CLOCK);
    Surroundings here =
        new Surroundings(
            Watched.class,
            System.getenv(),
            instant == null
                ? Clock.systemUTC()
                : Clock.fixed(Instant.parse(instant), ZoneOffset.UTC),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(RetentionCommand.execute(here, args));
  }

  /** Not a component: otherwise every application of the suite would find it by scanning. */
  @Import(MilvusRetention.class)
  static class Watched {
    @Bean
    @Primary
    static Moments lastMoments() {
      return LastMoment.ofThisProcess();
    }
  }
}
