package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that was paused until its lease expired finds its work done by another process. */
@Slow
class PauseIT {
  @ParameterizedTest
  @MethodSource("moments")
  void aProcessThatWakesAfterItsLeaseSendsNothingMore(
      Databases database, CrashPoint point, @TempDir Path directory) {
    Random random = new Random(3);
    try (TestEnvironment environment = new TestEnvironment(database, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      PolicyFixture fixture = PolicyFixture.create(1, random, environment.sandbox());
      // One thread: a second one, stopped within a transaction, would keep its row locks for a
      // minute.
      environment.rules(fixture.rules(environment.sandbox(), "5s") + "      concurrency: 1\n");
      environment.sandbox().clearCalls();
      // The test keeps its own connection, because H2 would stop with the paused process.
      environment.withOpenDatabase(() -> play(environment, fixture, point));
    }
  }

  static List<Arguments> moments() {
    Arguments one = Arguments.of(Databases.POSTGRESQL, CrashPoint.INTENT_WRITTEN);
    return Tier.isThorough()
        ? List.of(
            one,
            Arguments.of(Databases.H2, CrashPoint.INTENT_WRITTEN),
            Arguments.of(Databases.POSTGRESQL, CrashPoint.RELEASE_ANSWERED),
            Arguments.of(Databases.POSTGRESQL, CrashPoint.PLAN_MADE))
        : List.of(one);
  }

  private static void play(TestEnvironment environment, PolicyFixture fixture, CrashPoint point) {
    List<String> run = List.of("run", "--as-of", fixture.asOf().toString());
    ChildProcess paused = environment.start(new CrashPlan(point, 1, false), run);
    paused.awaitOutput(CrashPlan.PAUSED);
    paused.signal("STOP");
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> environment.records().liveLeases().isEmpty());
    TestEnvironment.ProcessResult second = environment.play(null, run);
    assertThat(second.exit()).as(second.output()).isZero();
    List<String> ledgerStates = environment.records().ledgerStates(fixture.policy());
    List<Call> sent = environment.sandbox().mutations();

    paused.signal("CONT");
    paused.resume();

    assertThat(paused.awaitExit()).as(paused.output()).isEqualTo(5);
    assertThat(environment.sandbox().mutations()).isEqualTo(sent);
    assertThat(environment.records().ledgerStates(fixture.policy())).isEqualTo(ledgerStates);
    assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
    assertThat(environment.records().executions(fixture.policy()))
        .containsExactly("FAILED", "COMPLETED");
    assertThat(environment.records().unfinished()).isEmpty();
  }
}
