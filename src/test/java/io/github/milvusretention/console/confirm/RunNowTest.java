package io.github.milvusretention.console.confirm;

import static io.github.milvusretention.console.confirm.WorkingDay.DB;
import static io.github.milvusretention.console.confirm.WorkingDay.NOTHING;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A policy is run from its page once, stopped and continued. */
class RunNowTest {
  private final WorkingDay day;

  RunNowTest(Office office) {
    day = office.nextDay();
  }

  @Test
  void aPolicyIsRunNowByWhoeverMayAndItsPageSaysByWhom() {
    assertThat(day.ada.get("/policies/nightly/run").text())
        .contains("Run nightly now")
        .contains("Cluster local Address localhost:" + day.milvus.uri().getPort())
        .contains("The schedule stays as it is");

    Answer sent = day.ada.submit("/policies/nightly/run", Map.of("reason", "<b>month's end</b>"));

    assertThat(sent.status()).isEqualTo(303);
    PastExecution run = day.ended(sent.run());
    assertThat(run.exit()).isEqualTo(RunExit.DONE);
    assertThat(run.origin().trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(run.origin().requestedBy()).isEqualTo("ada@console");
    assertThat(run.origin().reason()).isEqualTo("<b>month's end</b>");
    assertThat(run.origin().watched()).isFalse();
    assertThat(day.milvus.partitions(DB, "docs")).hasSize(6).doesNotContain(day.first);
    AuditRow row = day.lastAct();
    assertThat(row.by().who()).isEqualTo("ada");
    assertThat(row.by().roles()).isEqualTo("OPERATOR");
    assertThat(row.by().from()).isEqualTo("127.0.0.1");
    assertThat(row.act()).isEqualTo("run");
    assertThat(row.outcome()).isEqualTo("started");
    assertThat(row.about().executionId()).isEqualTo(sent.run());
    assertThat(row.about().policy()).isEqualTo("nightly");
  }

  @Slow
  @Test
  void oneThatIsDoneIsDoneAgainOnlyWhenAskedFor() {
    long first = day.ada.submit("/policies/nightly/run", NOTHING).run();
    day.ended(first);
    day.desk.quiet();

    Answer second = day.ada.submit("/policies/nightly/run", NOTHING);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("is done already");
    assertThat(second.body()).contains("href=\"/runs/" + first + "\"");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");
    assertThat(day.lastAct().message()).contains("already done").doesNotContain("--again");

    long again = day.ada.submit("/policies/nightly/run", Map.of("again", "true")).run();
    assertThat(day.ended(again).run().attempt()).isEqualTo(2);
  }

  @Slow
  @Test
  void theSameFormSentTwiceAtTheSameTimeStartsOneRun() {
    day.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofMillis(300)));
    Map<String, String> form = day.ada.form("/policies/nightly/run", NOTHING);
    List<Answer> answers =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> day.ada.post("/policies/nightly/run", form)))
            .limit(4)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(303, 409, 409, 409);
    long run =
        answers.stream().filter(answer -> answer.status() == 303).findFirst().orElseThrow().run();
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .allSatisfy(answer -> assertThat(answer.body()).contains("/runs/" + run + "\""));
    assertThat(day.ended(run).exit()).isEqualTo(RunExit.DONE);
    assertThat(day.desk.bean(History.class).executions(day.past(run).run())).hasSize(1);

    Answer later = day.ada.post("/policies/nightly/run", form);
    assertThat(later.status()).as("after the back button").isEqualTo(409);
    assertThat(later.text()).contains("this form has started run " + run + " already");
  }

  @Slow
  @Test
  void aFormThatWasRefusedMayBeSentAgainAndEachRefusalIsOnRecord() {
    day.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(1)));
    Map<String, String> form = day.grace.form("/policies/nightly/run", Map.of("again", "true"));
    long run = day.ada.submit("/policies/nightly/run", NOTHING).run();
    int before = day.acts().size();

    assertThat(day.grace.post("/policies/nightly/run", form).text()).contains("in progress");
    assertThat(day.grace.post("/policies/nightly/run", form).text()).contains("in progress");
    assertThat(day.actsSince(before))
        .extracting(row -> row.act() + " " + row.outcome() + " by " + row.by().who())
        .containsExactly("run refused by grace", "run refused by grace");
    Answer other = day.grace.post("/policies/strict/run", form);
    assertThat(other.status()).as("of another policy").isEqualTo(303);
    day.ended(run);
    day.desk.quiet();

    Answer later = day.grace.post("/policies/nightly/run", form);
    assertThat(later.status()).as(later.text()).isEqualTo(303);
    day.ended(later.run());
  }

  @Test
  void theAsOfThatThePageNamesIsTheOneThatIsRun() {
    day.itIs("23:59");
    Map<String, String> form = day.ada.form("/policies/nightly/run", NOTHING);
    day.midnightPasses();

    Answer late = day.ada.post("/policies/nightly/run", form);

    assertThat(late.status()).as(late.text()).isEqualTo(409);
    assertThat(late.text()).contains("it is another as-of by now").contains("nothing was started");
    assertThat(day.lastAct().act()).isEqualTo("run");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");
    assertThat(day.milvus.mutations()).isEmpty();
  }

  @Test
  void oneThatWasAskedToStopIsNotAskedTwice() {
    day.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(3)));
    long run = day.ada.submit("/policies/nightly/run", NOTHING).run();
    Map<String, String> stop = day.grace.form("/runs/" + run + "/stop", NOTHING);
    int before = day.acts().size();
    // Before it, the first to ask would end the run at once.
    await().atMost(1, MINUTES).until(() -> !day.milvus.callsTo("partitions/drop").isEmpty());

    assertThat(day.grace.post("/runs/" + run + "/stop", stop).status()).isEqualTo(303);
    Answer second = day.grace.post("/runs/" + run + "/stop", stop);

    assertThat(second.status()).as(second.text()).isEqualTo(409);
    assertThat(second.text()).contains("it was asked to stop already");
    assertThat(day.actsSince(before)).extracting(AuditRow::outcome).contains("done", "refused");
    assertThat(day.actsSince(before)).hasSize(2);
  }

  @Slow
  @Test
  void whileOneIsInProgressAnotherIsRefusedAndNamesIt() {
    day.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(1)));
    long run = day.ada.submit("/policies/nightly/run", NOTHING).run();

    Answer second = day.grace.submit("/policies/nightly/run", NOTHING);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("another run of this policy is in progress");
    assertThat(second.body()).contains("/runs/" + run + "\"");
    assertThat(day.lastAct().by().who()).isEqualTo("grace");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");

    int before = day.acts().size();
    Answer stop = day.grace.submit("/runs/" + run + "/stop", Map.of("reason", "too early"));
    assertThat(stop.run()).isEqualTo(run);
    assertThat(day.ended(run).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(day.actsSince(before))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.act()).isEqualTo("stop");
              assertThat(row.about().executionId()).isEqualTo(run);
              assertThat(row.outcome()).isEqualTo("done");
            });
    day.desk.quiet();
    day.milvus.heal();

    Answer late = day.grace.submit("/runs/" + run + "/stop", NOTHING);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("there is nothing to stop");

    long rerun = day.ada.submit("/runs/" + run + "/rerun", NOTHING).run();
    PastExecution continued = day.ended(rerun);
    assertThat(continued.exit()).isEqualTo(RunExit.DONE);
    assertThat(continued.run()).isEqualTo(day.past(run).run());
    assertThat(continued.origin().trigger()).isEqualTo(Trigger.RERUN);
    assertThat(day.lastAct().act()).isEqualTo("rerun");
  }
}
