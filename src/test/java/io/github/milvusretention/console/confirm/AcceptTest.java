package io.github.milvusretention.console.confirm;

import static io.github.milvusretention.console.confirm.WorkingDay.DB;
import static io.github.milvusretention.console.confirm.WorkingDay.NOTHING;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A plan that a guard has refused is accepted from its page, as it was shown. */
class AcceptTest {
  private final WorkingDay day;

  AcceptTest(Office office) {
    day = office.nextDay();
  }

  private static String page(long run) {
    return "/runs/" + run + "/accept";
  }

  /** What somebody who has looked at the plan of that run fills in. */
  private Map<String, String> seen(long run) {
    return Map.of("number", day.due(run), "reason", "fine");
  }

  /** The same form, as if its page had been opened by somebody else. */
  private static Map<String, String> as(Visit other, Map<String, String> form) {
    Map<String, String> theirs = new HashMap<>(form);
    theirs.put("_csrf", Objects.requireNonNull(other.form("/holds/new", NOTHING).get("_csrf")));
    return theirs;
  }

  private void assertDone(Answer accepted) {
    assertThat(day.ended(accepted.run()).exit()).isEqualTo(RunExit.DONE);
  }

  private void assertLastActRefused() {
    assertThat(day.lastAct().act()).isEqualTo("accept");
    assertThat(day.lastAct().outcome()).isEqualTo("refused");
  }

  @Test
  void whoAcceptsSeesWhatGoesAndTypesTheNumberAndTheReason() {
    long run = day.refusedRun(day.ada);
    String page = page(run);
    assertThat(day.eve.shown(page).text())
        .contains("Cluster local")
        .contains("Status REFUSED")
        .contains("max-drops 3 ")
        .contains(day.first + " default.other")
        .contains("rows, as far as the cluster counts them")
        .doesNotContain("no longer the one");
    String due = day.due(run);

    Answer noReason = day.eve.submit(page, Map.of("number", due));
    assertThat(noReason.status()).isEqualTo(422);
    assertThat(noReason.body()).contains("value=\"" + due + "\"");
    Answer wrong = day.eve.submit(page, Map.of("number", "1", "reason", "I looked \"at\" it"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text())
        .contains("is not the number of partitions that go")
        .contains("I looked \"at\" it");
    assertThat(day.milvus.mutations()).isEmpty();
    assertThat(day.acts().subList(0, 3))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"), tuple("accept", "refused"), tuple("run", "started"));
    assertThat(day.lastAct().message()).contains("is not the number of partitions that go");
    assertThat(day.lastAct().reason()).isEqualTo("I looked \"at\" it");

    long accepted =
        day.eve.submit(page, Map.of("number", " " + due, "reason", "I looked at it")).run();

    assertThat(day.ended(accepted).exit()).isEqualTo(RunExit.DONE);
    assertThat(day.ended(accepted).counts().own().dropped()).isEqualTo(Integer.parseInt(due));
    assertThat(day.desk.bean(Plans.class).find(day.past(run).run()).orElseThrow().acceptedBy())
        .contains("eve@console");
    assertThat(day.lastAct().act()).isEqualTo("accept");
    assertThat(day.lastAct().about().digest()).startsWith("sha256:");
    assertThat(day.lastAct().reason()).isEqualTo("I looked at it");
    assertThat(day.lastAct().about().executionId()).isEqualTo(accepted);

    day.desk.quiet();
    assertThat(day.eve.get(page).status()).as("there is nothing left to accept").isEqualTo(409);
  }

  @Slow
  @Test
  void whoStartedItCannotAcceptItAndNobodyWithoutTheRoleCan() {
    long run = day.refusedRun(day.grace);
    String page = page(run);
    Map<String, String> form = day.eve.form(page, Map.of("number", day.due(run), "reason", "mine"));

    assertThat(day.grace.shown(page).text())
        .contains("It cannot be accepted here: the run was started by grace@console");
    Answer own = day.grace.post(page, as(day.grace, form));
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text()).contains("who cannot accept it as well");
    assertLastActRefused();
    assertThat(day.lastAct().by().who()).isEqualTo("grace");

    assertThat(day.ada.post(page, as(day.ada, form)).status()).isEqualTo(403);
    assertThat(day.lastAct().by().who()).isEqualTo("ada");
    assertThat(day.lastAct().act()).isEqualTo("accept");
    assertThat(day.lastAct().about().executionId()).isEqualTo(run);
    assertThat(day.lastAct().message()).contains("needs the role approver");
    assertThat(day.milvus.mutations()).isEmpty();
  }

  @Slow
  @Test
  void aPlanThatMovedIsNotAcceptedAndTheDifferenceIsTold() {
    long run = day.refusedRun(day.ada);
    String page = page(run);
    Map<String, String> form = day.eve.form(page, seen(run));
    day.milvus.dropPartitions(DB, "other", day.first);

    Answer moved = day.eve.post(page, form);

    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text())
        .contains(
            "the plan is no longer the one that was shown (no longer due: default.other/"
                + day.first
                + ")")
        .contains("Look at the plan as it is now");
    assertThat(day.milvus.mutations()).isEmpty();
    assertLastActRefused();
    assertThat(day.lastAct().about().digest()).isEqualTo(form.get("digest"));

    Answer again = day.eve.shown(page);
    assertThat(again.text())
        .contains(
            "no longer the one that this run made: no longer due: default.other/" + day.first);
    assertDone(day.eve.submit(page, seen(run)));
  }

  @Slow
  @Test
  void aGuardThatRefusesOnlyAfterThePlanWasShownIsNotAcceptedWithIt() {
    long run = day.refusedRun(day.ada);
    String page = page(run);
    Map<String, String> typed = seen(run);
    Map<String, String> form = day.eve.form(page, typed);
    day.desk.clusterIsBehind(Duration.ofDays(2));

    Answer moved = day.eve.post(page, form);

    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text())
        .contains(
            "guards refuse the plan by other figures than were shown (shown: max-drops; now:"
                + " max-drops allows 3, not 7, clock allows 5m, not 2d ahead of cluster local ")
        .contains("; nothing was dropped")
        .contains("Look at the plan as it is now");
    assertLastActRefused();
    Map<String, String> now = day.eve.form(page, typed);
    assertThat(now.get("digest")).isEqualTo(form.get("digest"));

    RunKey key = day.past(run).run();
    RunReport between =
        day.desk
            .bean(Runner.class)
            .rerun(
                key,
                new RunRequest(
                        key.policy(),
                        key.asOf(),
                        false,
                        form.get("digest"),
                        new RunOrigin(Trigger.RERUN, "ada@console", "fine"))
                    .shown(Objects.requireNonNull(form.get("guards"))),
                LaunchPermit.ALWAYS);
    assertThat(between.exit()).isEqualTo(RunExit.GUARD_REFUSED);
    assertThat(between.message())
        .contains(
            "what was accepted is a plan that was not refused yet by this, or by another figure:"
                + " clock; nothing");
    assertThat(day.milvus.mutations()).isEmpty();

    assertDone(day.eve.post(page, now));
  }

  @Slow
  @Test
  void twoWhoAcceptTheSamePlanStartOneRun() {
    long run = day.refusedRun(day.ada);
    String page = page(run);
    Map<String, String> typed = seen(run);
    Map<String, String> ofEve = day.eve.form(page, typed);
    Map<String, String> ofGrace = day.grace.form(page, typed);
    CompletableFuture<Answer> first =
        CompletableFuture.supplyAsync(() -> day.eve.post(page, ofEve));
    Answer second = day.grace.post(page, ofGrace);

    assertThat(List.of(first.join().status(), second.status())).containsExactlyInAnyOrder(303, 409);
    day.desk.quiet();
    assertThat(day.desk.bean(History.class).executions(day.past(run).run())).hasSize(2);
  }

  @Slow
  @Test
  void whatAFinishedRunKeptIsAcceptedOnceAndByThatRunNothingElse() {
    long keeping = day.keepingRun(day.ada);
    assertThat(day.eve.shown(page(keeping)).text())
        .contains("What goes 1 partition ")
        .contains("kept until a person accepts them");
    long accepted =
        day.eve.submit(page(keeping), Map.of("number", "1", "reason", "made anew")).run();
    assertThat(day.ended(accepted).counts().own().dropped()).isEqualTo(1);
    assertThat(day.lastAct().about().target()).contains("decided on run " + keeping);
    day.desk.quiet();

    day.more(8, 28);
    long own = day.grace.submit("/policies/nightly/run", Map.of("again", "true")).run();
    assertThat(day.ended(own).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    day.desk.quiet();
    day.milvus.clearCalls();
    Map<String, String> form = day.eve.form(page(own), Map.of("number", "21", "reason", "mine"));
    Map<String, String> ofGrace = as(day.grace, form);

    assertThat(day.grace.post(page(own), ofGrace).status()).isEqualTo(403);
    Answer old = day.grace.post(page(keeping), ofGrace);

    assertThat(old.status()).as(old.text()).isEqualTo(409);
    assertLastActRefused();
    assertThat(day.lastAct().about().executionId()).isEqualTo(keeping);
    assertThat(day.milvus.mutations()).isEmpty();
    assertThat(day.eve.get("/runs/" + keeping).text())
        .contains("no plan of this run waits for a person");
    assertDone(day.eve.post(page(own), form));
  }

  @Slow
  @Test
  void whatDidNotWaitInAFinishedRunIsNotAcceptedWithIt() {
    long keeping = day.keepingRun(day.ada);
    String page = page(keeping);
    Map<String, String> form = day.eve.form(page, Map.of("number", "6", "reason", "all of it"));
    day.more(8, 12);
    form.put("digest", day.desk.digest("nightly"));

    Answer answer = day.eve.post(page, form);

    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.text()).contains("more than what waited in that run");
    assertThat(day.eve.shown(page).text()).contains("It cannot be accepted here: ");
    assertThat(day.milvus.mutations()).isEmpty();
  }

  @Slow
  @Test
  void aRunThatALaterOneHasTakenThePlaceOfIsNotAcceptedAnyMore() {
    long run = day.refusedRun(day.ada);
    Map<String, String> form = day.eve.form(page(run), Map.of("number", "7", "reason", "fine"));
    long again = day.grace.submit("/policies/strict/run", Map.of("again", "true")).run();
    assertThat(day.ended(again).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    day.desk.quiet();
    Map<String, String> ofGrace = as(day.grace, form);

    assertThat(day.grace.post(page(run), ofGrace).status()).isEqualTo(409);
    assertThat(day.grace.post(page(again), ofGrace).status()).isEqualTo(403);
    assertThat(day.milvus.mutations()).isEmpty();
    assertDone(day.eve.post(page(again), form));
  }

  @Slow
  @Test
  void whoseOwnRunWithTheSamePartitionsIsRefusedAcceptsThatOfAnotherDayNeither() {
    long run = day.refusedRun(day.ada);
    day.midnightPasses();
    long own = day.refusedRun(day.grace);
    Map<String, String> form = day.eve.form(page(run), Map.of("number", "7", "reason", "fine"));
    Map<String, String> ofGrace = as(day.grace, form);

    Answer answer = day.grace.post(page(run), ofGrace);

    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(answer.text()).contains("run " + own + ", with some of the same partitions");
    assertThat(day.milvus.mutations()).isEmpty();
  }

  @Slow
  @Test
  void aSlowClusterKeepsNobodyWaiting() {
    long run = day.refusedRun(day.ada);
    String page = page(run);
    Map<String, String> form = day.eve.form(page, seen(run));
    for (String call : List.of("collections/describe", "partitions/list", "partitions/get_stats")) {
      day.milvus.on(call).react(Reaction.delay(Duration.ofSeconds(4)));
    }

    Answer look = day.eve.get(page);
    assertThat(look.status()).isEqualTo(200);
    assertThat(look.text()).contains("The cluster is being asked");
    assertThat(look.headers()).containsKey("refresh");
    Answer slow = day.eve.post(page, form);
    assertThat(slow.status()).as(slow.text()).isEqualTo(503);
    assertThat(slow.text()).contains("the cluster is still being asked; nothing was started");
    assertThat(day.lastAct().act()).isEqualTo("accept");
    assertThat(day.lastAct().outcome()).isEqualTo("failed");
    day.milvus.heal();

    await().atMost(1, MINUTES).until(() -> day.eve.get(page).text().contains("What goes 7"));
    assertDone(
        await()
            .atMost(1, MINUTES)
            .until(() -> day.eve.post(page, form), answer -> answer.status() == 303));
  }

  @Slow
  @Test
  void fewThreadsOfTheServerMakePlansToBeAccepted() throws Exception {
    long run = day.refusedRun(day.ada);
    day.milvus.on("partitions/list").react(Reaction.hang());
    int askers = 4 + 8 + 1;
    ExecutorService threads = Executors.newFixedThreadPool(askers);
    try {
      CompletionService<Answer> looks = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < askers; i++) {
        Future<Answer> unused = looks.submit(() -> day.eve.get(page(run)));
      }
      for (int i = 0; i < askers; i++) {
        assertThat(looks.take().get().text()).contains("The cluster is being asked");
      }
      day.milvus.heal();
    } finally {
      threads.shutdownNow();
    }
  }
}
