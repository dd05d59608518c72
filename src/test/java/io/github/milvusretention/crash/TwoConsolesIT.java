package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons on one PostgreSQL database, each with its console: any of them will do. */
@Slow
class TwoConsolesIT {
  private static final String DROP = "partitions/drop";

  private TestEnvironment environment;
  private PolicyFixture[] fixtures;
  private ChildProcess first;
  private ChildProcess second;
  private Program here;
  private Program there;

  /** One after the other: the start of the two takes longer than all of it. */
  @Test
  void anyOfThemWillDo() throws IOException {
    onePolicyThatIsStartedAtBothRunsOnce();
    aRunOfTheOneIsStoppedAtTheOther();
    aHoldOfTheOneCountsForTheRunOfTheOther();
  }

  @AfterEach
  void stop() {
    first.kill();
    second.kill();
    environment.close();
  }

  @BeforeEach
  void start(@TempDir Path directory) {
    Random random = new Random(11);
    environment = new TestEnvironment(Databases.POSTGRESQL, directory, random);
    environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
    fixtures =
        new PolicyFixture[] {
          PolicyFixture.create(1, random, environment.sandbox()),
          PolicyFixture.create(2, random, environment.sandbox()),
          PolicyFixture.create(3, random, environment.sandbox())
        };
    StringBuilder rules =
        new StringBuilder(Program.letIn(fixtures[0].rules(environment.sandbox(), "30s")));
    for (PolicyFixture fixture : List.of(fixtures[1], fixtures[2])) {
      String whole = fixture.rules(environment.sandbox(), "30s");
      rules.append(whole.substring(whole.indexOf("  policies:\n") + "  policies:\n".length()));
    }
    environment.rules(rules.toString());
    first = environment.serve();
    second = environment.serve();
    here = Program.at(first, "ci");
    there = Program.at(second, "ci");
  }

  private static String run(PolicyFixture fixture) {
    return "{\"policy\":\"%s\",\"asOf\":\"%s\"}".formatted(fixture.policy(), fixture.asOf());
  }

  /** Holds back the next drop until the sandbox is healed. */
  private void hangs() {
    environment.sandbox().heal();
    environment.sandbox().clearCalls();
    environment.sandbox().on(DROP).once().react(Reaction.hang());
  }

  private void awaitDrop() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !environment.sandbox().callsTo(DROP).isEmpty());
  }

  private void awaitEnd(PolicyFixture fixture, String status) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                environment.records().unfinished().stream()
                    .noneMatch(unfinished -> unfinished.matches("execution .* START.*")));
    assertThat(environment.records().executions(fixture.policy())).containsExactly(status);
  }

  private static HttpResponse<String> post(Program program, String path, String json) {
    try {
      return program.post(path, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void onePolicyThatIsStartedAtBothRunsOnce() {
    PolicyFixture fixture = fixtures[0];
    hangs();

    CompletableFuture<HttpResponse<String>> other =
        CompletableFuture.supplyAsync(() -> post(there, "/runs", run(fixture)));
    List<HttpResponse<String>> answers = List.of(post(here, "/runs", run(fixture)), other.join());
    environment.sandbox().heal();

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(202, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .singleElement()
        .satisfies(
            answer ->
                assertThat(answer.body())
                    .contains("another run of this policy is in progress")
                    .contains("\"code\":5"));
    awaitEnd(fixture, "COMPLETED");
    assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
    String id = environment.records().executionIds(fixture.policy()).get(0);
    assertThat(environment.records().acts(fixture.policy()))
        .containsExactlyInAnyOrder("ci RUN STARTED " + id, "ci RUN REFUSED 0");
  }

  private void aRunOfTheOneIsStoppedAtTheOther() throws IOException {
    PolicyFixture fixture = fixtures[1];
    hangs();
    HttpResponse<String> begun = post(here, "/runs", run(fixture));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    awaitDrop();
    String id = environment.records().executionIds(fixture.policy()).get(0);

    HttpResponse<String> stopped = post(there, "/runs/" + id + "/stop", "{\"reason\":\"wait\"}");

    assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(202);
    assertThat(there.get("/runs/" + id).statusCode()).isEqualTo(200);
    // What the run asked its database before is an answer for a second.
    await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    environment.sandbox().heal();
    awaitEnd(fixture, "STOPPED");
    assertThat(fixture.live(environment.sandbox())).hasSizeGreaterThan(fixture.kept().size());
    assertThat(environment.records().acts(fixture.policy()))
        .containsExactly("ci RUN STARTED " + id, "ci STOP DONE " + id);
  }

  private void aHoldOfTheOneCountsForTheRunOfTheOther() {
    PolicyFixture fixture = fixtures[2];
    hangs();
    HttpResponse<String> begun = post(here, "/runs", run(fixture));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    awaitDrop();
    // The other collection goes on meanwhile, and may be done before the hold is placed.
    String waiting = environment.sandbox().callsTo(DROP).get(0).collection();
    String[] held =
        fixture.expired().stream()
            .filter(name -> name.startsWith(waiting + "/"))
            .reduce((one, later) -> later)
            .orElseThrow()
            .split("/", -1);

    HttpResponse<String> placed =
        post(
            there,
            "/holds",
            "{\"collection\":\"%s\",\"partition\":\"%s\",\"reason\":\"audit\"}"
                .formatted(held[0], held[1]));

    assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
    await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    environment.sandbox().heal();
    awaitEnd(fixture, "COMPLETED");
    assertThat(fixture.live(environment.sandbox()))
        .containsAll(fixture.kept())
        .contains(held[0] + "/" + held[1])
        .hasSize(fixture.kept().size() + 1);
  }
}
