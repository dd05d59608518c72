package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon dies while somebody acts at it: the audit says what was done, and nothing more. */
@Slow
class ConsoleKillIT {
  private static final List<CrashPoint> POINTS =
      List.of(
          CrashPoint.LEASE_TAKEN,
          CrashPoint.PLAN_MADE,
          CrashPoint.PLAN_FROZEN,
          CrashPoint.DROP_ANSWERED);

  private static String run(PolicyFixture fixture) {
    return "{\"policy\":\"%s\",\"asOf\":\"%s\"}".formatted(fixture.policy(), fixture.asOf());
  }

  private static void await(TestEnvironment environment, PolicyFixture fixture, String... ends) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(environment.records().executions(fixture.policy()))
                    .containsExactly(ends));
  }

  private static void droppedOnce(TestEnvironment environment, PolicyFixture fixture) {
    assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
    assertThat(environment.sandbox().callsTo("partitions/drop"))
        .as("each once")
        .hasSize(fixture.expired().size());
    assertThat(environment.records().ledgerStates(fixture.policy()))
        .isEqualTo(fixture.expired().stream().map(name -> name + " DROPPED").toList());
  }

  @Test
  void aRunThatSomebodyStartedIsOnRecordIfItBeganAndGoesOnOnce(@TempDir Path directory) {
    Random random = new Random(13);
    try (TestEnvironment environment =
        new TestEnvironment(Databases.POSTGRESQL, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      for (CrashPoint point : POINTS) {
        PolicyFixture fixture =
            PolicyFixture.create(1 + point.ordinal(), random, environment.sandbox());
        environment.rules(Program.letIn(fixture.rules(environment.sandbox(), "30s")));
        environment.sandbox().clearCalls();
        ChildProcess dies = environment.serve(new CrashPlan(point, 1, true));
        // Whether the answer comes before the end is a race that either may win.
        Program.at(dies, "ci").tries("/runs", run(fixture));
        assertThat(dies.awaitExit()).as(dies.output()).isEqualTo(CrashPlan.KILLED);

        List<String> executions = environment.records().executionIds(fixture.policy());
        List<String> acts = new ArrayList<>();
        executions.forEach(id -> acts.add("ci RUN STARTED " + id));
        assertThat(environment.records().acts(fixture.policy())).as("%s", point).isEqualTo(acts);
        assertThat(executions).hasSize(point == CrashPoint.LEASE_TAKEN ? 0 : 1);

        environment.expireLeases();
        ChildProcess next = environment.serve();
        try {
          if (executions.isEmpty()) {
            assertThat(Program.at(next, "ci").tries("/runs", run(fixture))).hasValue(202);
            await(environment, fixture, "COMPLETED");
          } else {
            await(environment, fixture, "FAILED", "COMPLETED");
            assertThat(environment.records().acts(fixture.policy()))
                .as("a daemon that goes on does so for nobody")
                .isEqualTo(acts);
          }
          droppedOnce(environment, fixture);
        } finally {
          next.kill();
        }
        environment.expireLeases();
      }
    }
  }

  /** Before it is frozen nothing was taken: the plan has to be accepted once more. */
  @Test
  void whatSomebodyAcceptedGoesOnOnceItIsFrozen(@TempDir Path directory) throws IOException {
    Random random = new Random(17);
    try (TestEnvironment environment =
        new TestEnvironment(Databases.POSTGRESQL, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      for (CrashPoint point : List.of(CrashPoint.PLAN_MADE, CrashPoint.PLAN_FROZEN)) {
        PolicyFixture fixture =
            PolicyFixture.create(1 + point.ordinal(), random, environment.sandbox());
        environment.rules(
            Program.letIn(fixture.rules(environment.sandbox(), "30s"))
                .replace("new-rules: off", "new-rules: accept"));
        environment.sandbox().clearCalls();
        boolean frozen = point == CrashPoint.PLAN_FROZEN;
        // The run that is refused makes a plan too.
        ChildProcess dies = environment.serve(new CrashPlan(point, frozen ? 1 : 2, true));
        assertThat(Program.at(dies, "ci").tries("/runs", run(fixture))).hasValue(202);
        await(environment, fixture, "FAILED");
        String refused = environment.records().executionIds(fixture.policy()).get(0);
        Program.at(dies, "chief")
            .tries("/runs/" + refused + "/accept", accept(Program.at(dies, "chief"), fixture));
        assertThat(dies.awaitExit()).as(dies.output()).isEqualTo(CrashPlan.KILLED);

        List<String> ids = environment.records().executionIds(fixture.policy());
        assertThat(ids).hasSize(2);
        List<String> acts =
            List.of("ci RUN STARTED " + ids.get(0), "chief ACCEPT STARTED " + ids.get(1));
        assertThat(environment.records().acts(fixture.policy())).isEqualTo(acts);
        assertThat(environment.sandbox().mutations()).isEmpty();

        environment.expireLeases();
        ChildProcess next = environment.serve();
        try {
          if (frozen) {
            await(environment, fixture, "FAILED", "FAILED", "COMPLETED");
            droppedOnce(environment, fixture);
          } else {
            await(environment, fixture, "FAILED", "FAILED", "FAILED");
            assertThat(environment.sandbox().mutations()).isEmpty();
            Program chief = Program.at(next, "chief");
            assertThat(chief.tries("/runs/" + refused + "/accept", accept(chief, fixture)))
                .hasValue(202);
            await(environment, fixture, "FAILED", "FAILED", "FAILED", "COMPLETED");
            droppedOnce(environment, fixture);
          }
          assertThat(environment.records().acts(fixture.policy()))
              .startsWith(acts.toArray(String[]::new));
        } finally {
          next.kill();
        }
        environment.expireLeases();
      }
    }
  }

  private static String accept(Program chief, PolicyFixture fixture) throws IOException {
    JsonNode plan =
        JsonMapper.shared()
            .readTree(
                chief.get("/plan?policy=" + fixture.policy() + "&asOf=" + fixture.asOf()).body())
            .get(0);
    return "{\"digest\":\"%s\",\"guards\":\"%s\",\"partitions\":%d,\"reason\":\"fine\"}"
        .formatted(
            plan.get("digest").stringValue(),
            plan.get("guards").stringValue(),
            plan.get("actions").get("DROP").intValue());
  }
}
