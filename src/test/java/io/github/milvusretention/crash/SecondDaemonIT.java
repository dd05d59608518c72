package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only one daemon may use the schedules in an H2 file; tested with real processes. */
@Slow
class SecondDaemonIT {
  private static final String SCHEDULED = " scheduled: ";

  @Test
  void aSecondDaemonIsRefusedUntilTheFirstIsKilled(@TempDir Path directory) {
    Random random = new Random(5);
    try (TestEnvironment environment = new TestEnvironment(Databases.H2, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      PolicyFixture fixture = PolicyFixture.create(1, random, environment.sandbox());
      environment.rules(
          fixture.rules(environment.sandbox(), "30s") + "      schedule: \"0 15 3 29 2 ?\"\n");
      ChildProcess first = environment.serve();
      try {
        first.awaitOutput(SCHEDULED);
        ChildProcess second = environment.serve();
        assertThat(second.awaitExit()).as(second.output()).isEqualTo(5);
        assertThat(second.output())
            .contains("another daemon serves this H2 database: ", "@", "Stop that one first")
            .doesNotContain("\tat ", "Exception", SCHEDULED);
        assertThat(first.process().isAlive()).isTrue();

        TestEnvironment.ProcessResult command =
            environment.play(null, List.of("run", "--as-of", fixture.asOf().toString()));
        assertThat(command.exit()).as(command.output()).isZero();
        assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
      } finally {
        first.kill();
      }
      ChildProcess third = environment.serve();
      try {
        third.awaitOutput(SCHEDULED);
        assertThat(third.endsWithin(Duration.ofSeconds(1))).as(third.output()).isFalse();
        third.signal("TERM");
        assertThat(third.awaitExit()).as(third.output()).isZero();
      } finally {
        third.kill();
      }
    }
  }
}
