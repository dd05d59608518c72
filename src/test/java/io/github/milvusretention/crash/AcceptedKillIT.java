package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.crash.TestEnvironment.ProcessResult;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What a person accepted is still accepted after the process was killed, and nothing more. */
@Slow
class AcceptedKillIT {
  private static final int REFUSED = 4;
  private static final Pattern ACCEPT = Pattern.compile("rerun \\d+ --accept sha256:\\w{64}");

  @ParameterizedTest
  @ArgumentsSource(OneDatabase.Kinds.class)
  void aRunThatIsKilledAfterItsAcceptanceGoesOnWithoutAnother(
      Databases database, @TempDir Path directory) {
    Random random = new Random(7);
    try (TestEnvironment environment = new TestEnvironment(database, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      for (CrashPoint point : List.of(CrashPoint.PLAN_FROZEN, CrashPoint.DROP_CONFIRMED)) {
        PolicyFixture fixture =
            PolicyFixture.create(1 + point.ordinal(), random, environment.sandbox());
        environment.rules(
            fixture
                .rules(environment.sandbox(), "30s")
                .replace("new-rules: off", "new-rules: accept"));
        environment.sandbox().clearCalls();

        ProcessResult refused = play(environment, null, run(fixture));
        assertThat(refused.exit()).as(refused.output()).isEqualTo(REFUSED);
        assertThat(environment.sandbox().mutations()).isEmpty();
        ProcessResult killed =
            play(environment, new CrashPlan(point, 1, true), accept(refused.output()));
        assertThat(killed.exit()).as(killed.output()).isEqualTo(CrashPlan.KILLED);
        environment.expireLeases();
        ProcessResult continued = play(environment, null, List.of("rerun"));

        assertThat(continued.exit()).as(continued.output()).isZero();
        assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
        environment.withOpenDatabase(
            () ->
                assertThat(environment.records().ledgerStates(fixture.policy()))
                    .isEqualTo(fixture.expired().stream().map(name -> name + " DROPPED").toList()));
        assertThat(environment.sandbox().callsTo("partitions/drop"))
            .as("each once")
            .hasSize(fixture.expired().size());
      }
    }
  }

  private static ProcessResult play(
      TestEnvironment environment, @Nullable CrashPlan plan, List<String> command) {
    return environment.play(plan == null ? null : new Kill.AtCrashPoint(plan), command);
  }

  private static List<String> run(PolicyFixture fixture) {
    return List.of("run", "--as-of", fixture.asOf().toString());
  }

  /** The command that was printed, from its name on. */
  private static List<String> accept(String output) {
    Matcher command = ACCEPT.matcher(output);
    assertThat(command.find()).as(output).isTrue();
    return List.of(command.group().split(" "));
  }
}
