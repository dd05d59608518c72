package io.github.milvusretention.console.confirm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.job.LaunchPermit;
import io.github.milvusretention.job.RunRequest;
import io.github.milvusretention.job.Runner;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Reaction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each act from its page to the cluster, what keeps it from being done, and its row in the audit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActsAtPagesTest {
  private static final String DB = "default";
  private static final Map<String, String> NOTHING = Map.of();

  private Desk desk;
  private Visit ada;
  private Visit grace;
  private Visit eve;
  private int day = 1;

  /** The oldest partition that is due. */
  private String first = "";

  @BeforeAll
  void start(@TempDir Path directory) {
    desk = new Desk(directory);
    ada = desk.visit("ada");
    grace = desk.visit("grace");
    eve = desk.visit("eve");
  }

  /** Each test has another as-of, hence runs of its own. */
  @BeforeEach
  void anotherDay() {
    desk.itIs("2026-11-%02dT10:00:00Z".formatted(day++));
    YearMonth month = YearMonth.of(2024, 1).plusMonths(day);
    first = "%d%02d01".formatted(month.getYear(), month.getMonthValue());
    desk.days("docs", month);
    desk.days("other", month);
    desk.milvus.clearCalls();
  }

  @AfterEach
  void heal() {
    desk.milvus.heal();
    desk.clusterIsBehind(Duration.ZERO);
    desk.quiet();
    desk.rulesAreBack();
    HoldStore holds = desk.bean(HoldStore.class);
    holds
        .all(false)
        .forEach(
            hold ->
                holds.lift(
                    Long.parseLong(hold.hold().name()), "over", Actor.ofCommand("zoe", "test")));
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private PastExecution past(long run) {
    return desk.bean(History.class).past(run).orElseThrow();
  }

  private PastExecution ended(long run) {
    await().atMost(1, MINUTES).until(() -> past(run).exit() != null);
    return past(run);
  }

  private long refusedRun(Visit by) {
    long run = by.submit("/policies/strict/run", NOTHING).run();
    assertThat(ended(run).exit()).isEqualTo(RunExit.GUARD_REFUSED);
    desk.quiet();
    return run;
  }

  private List<AuditRow> actsSince(int before) {
    List<AuditRow> all = desk.acts();
    return all.subList(0, all.size() - before);
  }

  @Test
  void aPolicyIsRunNowByWhoeverMayAndItsPageSaysByWhom() {
    assertThat(ada.get("/policies/nightly/run").text())
        .contains("Run nightly now")
        .contains("Cluster local Address localhost:" + desk.milvus.uri().getPort())
        .contains("The schedule stays as it is");

    Answer sent = ada.submit("/policies/nightly/run", Map.of("reason", "<b>month's end</b>"));

    assertThat(sent.status()).isEqualTo(303);
    PastExecution run = ended(sent.run());
    assertThat(run.exit()).isEqualTo(RunExit.DONE);
    assertThat(run.origin().trigger()).isEqualTo(Trigger.MANUAL);
    assertThat(run.origin().requestedBy()).isEqualTo("ada@console");
    assertThat(run.origin().reason()).isEqualTo("<b>month's end</b>");
    assertThat(run.origin().watched()).isFalse();
    assertThat(desk.milvus.partitions(DB, "docs")).hasSize(6).doesNotContain(first);
    AuditRow row = desk.lastAct();
    assertThat(row.who()).isEqualTo("ada");
    assertThat(row.roles()).isEqualTo("OPERATOR");
    assertThat(row.from()).isEqualTo("127.0.0.1");
    assertThat(row.act()).isEqualTo("run");
    assertThat(row.outcome()).isEqualTo("started");
    assertThat(row.executionId()).isEqualTo(sent.run());
    assertThat(row.policy()).isEqualTo("nightly");
  }

  @Test
  void oneThatIsDoneIsDoneAgainOnlyWhenAskedFor() {
    long first = ada.submit("/policies/nightly/run", NOTHING).run();
    ended(first);
    desk.quiet();

    Answer second = ada.submit("/policies/nightly/run", NOTHING);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("is done already");
    assertThat(second.body()).contains("href=\"/runs/" + first + "\"");
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    assertThat(desk.lastAct().message()).contains("already done");

    long again = ada.submit("/policies/nightly/run", Map.of("again", "true")).run();
    assertThat(ended(again).run().attempt()).isEqualTo(2);
  }

  @Test
  void theSameFormSentTwiceAtTheSameTimeStartsOneRun() {
    desk.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofMillis(300)));
    Map<String, String> form = ada.form("/policies/nightly/run", NOTHING);
    List<Answer> answers =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> ada.post("/policies/nightly/run", form)))
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
    assertThat(ended(run).exit()).isEqualTo(RunExit.DONE);
    assertThat(desk.bean(History.class).executions(past(run).run())).hasSize(1);

    Answer later = ada.post("/policies/nightly/run", form);
    assertThat(later.status()).as("after the back button").isEqualTo(409);
    assertThat(later.text()).contains("this form has started run " + run + " already");
  }

  @Test
  void whileOneIsInProgressAnotherIsRefusedAndNamesIt() {
    desk.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(1)));
    long run = ada.submit("/policies/nightly/run", NOTHING).run();

    Answer second = grace.submit("/policies/nightly/run", NOTHING);

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("another run of this policy is in progress");
    assertThat(second.body()).contains("/runs/" + run + "\"");
    assertThat(desk.lastAct().who()).isEqualTo("grace");
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");

    int before = desk.acts().size();
    Answer stop = grace.submit("/runs/" + run + "/stop", Map.of("reason", "too early"));
    assertThat(stop.run()).isEqualTo(run);
    assertThat(ended(run).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(actsSince(before))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.act()).isEqualTo("stop");
              assertThat(row.executionId()).isEqualTo(run);
              assertThat(row.outcome()).isEqualTo("done");
            });
    desk.quiet();
    desk.milvus.heal();

    Answer late = grace.submit("/runs/" + run + "/stop", NOTHING);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("there is nothing to stop");

    long rerun = ada.submit("/runs/" + run + "/rerun", NOTHING).run();
    PastExecution continued = ended(rerun);
    assertThat(continued.exit()).isEqualTo(RunExit.DONE);
    assertThat(continued.run()).isEqualTo(past(run).run());
    assertThat(continued.origin().trigger()).isEqualTo(Trigger.RERUN);
    assertThat(desk.lastAct().act()).isEqualTo("rerun");
  }

  @Test
  void nothingIsStartedByRulesThatAreNoLongerInTheFile() {
    long run = refusedRun(ada);
    Map<String, String> accept =
        eve.form("/runs/" + run + "/accept", Map.of("reason", "fine", "number", due(run)));
    desk.rulesChange();
    desk.itIs("2026-11-%02dT10:30:00Z".formatted(day - 1));
    int before = desk.acts().size();

    for (Answer answer :
        List.of(
            ada.submit("/policies/nightly/run", NOTHING),
            ada.submit("/runs/" + run + "/rerun", NOTHING),
            eve.post("/runs/" + run + "/accept", accept))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("nothing was started: ").contains("retention.yaml");
    }
    assertThat(actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"), tuple("rerun", "refused"), tuple("run", "refused"));
    assertThat(desk.milvus.mutations()).isEmpty();
  }

  @Test
  void byRulesThatAreNoLongerInTheFileNobodyLiftsOrRestoresButHoldsArePlacedAndRunsStopped() {
    ada.submit("/holds/new", Map.of("partition", first, "reason", "audit"));
    String hold = desk.bean(HoldStore.class).all(false).get(0).hold().name();
    desk.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(1)));
    long run = ada.submit("/policies/nightly/run", NOTHING).run();
    desk.rulesChange();
    int before = desk.acts().size();

    Answer lift = grace.submit("/holds/" + hold + "/lift", Map.of("reason", "over"));
    Answer restore = grace.submit("/restore", Map.of("policy", "nightly", "database", DB));

    assertThat(lift.status()).isEqualTo(409);
    assertThat(lift.text()).contains("nothing was lifted: the rules file ");
    assertThat(restore.status()).isEqualTo(409);
    assertThat(restore.text()).contains("nothing was restored: the rules file ");
    assertThat(grace.submit("/holds/new", Map.of("policy", "strict", "reason", "x")).status())
        .isEqualTo(303);
    assertThat(grace.submit("/runs/" + run + "/stop", NOTHING).run()).isEqualTo(run);
    assertThat(ended(run).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("stop", "done"),
            tuple("hold", "done"),
            tuple("restore", "refused"),
            tuple("lift", "refused"));
    assertThat(desk.bean(HoldStore.class).all(false)).hasSize(2);
  }

  private String due(long run) {
    String text = eve.get("/runs/" + run + "/accept").text();
    Matcher due = Pattern.compile("What goes ([0-9]+) partitions").matcher(text);
    assertThat(due.find()).as(text).isTrue();
    return due.group(1);
  }

  @Test
  void fewThreadsOfTheServerMakePlansToBeAccepted() throws Exception {
    long run = refusedRun(ada);
    desk.milvus.on("partitions/list").react(Reaction.hang());
    ExecutorService threads = Executors.newFixedThreadPool(4 + 8 + 1);
    try {
      CompletionService<Answer> looks = new ExecutorCompletionService<>(threads);
      for (int i = 0; i < 4 + 8 + 1; i++) {
        Future<Answer> unused = looks.submit(() -> eve.get("/runs/" + run + "/accept"));
      }
      Answer first = looks.take().get();
      desk.milvus.heal();

      assertThat(first.status()).as(first.text()).isEqualTo(503);
      assertThat(first.text())
          .contains("clusters are being asked by others; ask again in a moment");
      for (int i = 0; i < 4 + 8; i++) {
        assertThat(looks.take().get().status()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoAcceptsSeesWhatGoesAndTypesTheNumberAndTheReason() {
    long run = refusedRun(ada);
    String page = "/runs/" + run + "/accept";
    assertThat(eve.get(page).text())
        .contains("Cluster local")
        .contains("max-drops 3 ")
        .contains(first + " default.other")
        .contains("rows, as far as the cluster counts them")
        .doesNotContain("no longer the one");
    String due = due(run);

    Answer noReason = eve.submit(page, Map.of("number", due));
    assertThat(noReason.status()).isEqualTo(422);
    assertThat(noReason.body()).contains("value=\"" + due + "\"");
    Answer wrong = eve.submit(page, Map.of("number", "1", "reason", "I looked \"at\" it"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text())
        .contains("is not the number of partitions that go")
        .contains("I looked \"at\" it");
    assertThat(desk.milvus.mutations()).isEmpty();
    assertThat(desk.acts().subList(0, 3))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"), tuple("accept", "refused"), tuple("run", "started"));
    assertThat(desk.lastAct().message()).contains("is not the number of partitions that go");
    assertThat(desk.lastAct().reason()).isEqualTo("I looked \"at\" it");

    long accepted = eve.submit(page, Map.of("number", " " + due, "reason", "I looked at it")).run();

    assertThat(ended(accepted).exit()).isEqualTo(RunExit.DONE);
    assertThat(ended(accepted).counts().own().dropped()).isEqualTo(Integer.parseInt(due));
    assertThat(desk.bean(Plans.class).find(past(run).run()).orElseThrow().acceptedBy())
        .contains("eve@console");
    assertThat(desk.lastAct().act()).isEqualTo("accept");
    assertThat(desk.lastAct().digest()).startsWith("sha256:");
    assertThat(desk.lastAct().reason()).isEqualTo("I looked at it");
    assertThat(desk.lastAct().executionId()).isEqualTo(accepted);

    desk.quiet();
    assertThat(eve.get(page).status()).as("there is nothing left to accept").isEqualTo(409);
  }

  @Test
  void whoStartedItCannotAcceptItAndNobodyWithoutTheRoleCan() {
    long run = refusedRun(grace);
    String page = "/runs/" + run + "/accept";
    Map<String, String> form = eve.form(page, Map.of("number", due(run), "reason", "mine"));

    assertThat(grace.get(page).text())
        .contains("It cannot be accepted here: the run was started by grace@console");
    form.put("_csrf", Objects.requireNonNull(grace.form("/holds/new", NOTHING).get("_csrf")));
    Answer own = grace.post(page, form);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.text()).contains("who cannot accept it as well");
    assertThat(desk.lastAct().act()).isEqualTo("accept");
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    assertThat(desk.lastAct().who()).isEqualTo("grace");

    form.put("_csrf", Objects.requireNonNull(ada.form("/holds/new", NOTHING).get("_csrf")));
    assertThat(ada.post(page, form).status()).isEqualTo(403);
    assertThat(desk.lastAct().who()).isEqualTo("ada");
    assertThat(desk.lastAct().act()).isEqualTo("accept");
    assertThat(desk.lastAct().executionId()).isEqualTo(run);
    assertThat(desk.lastAct().message()).contains("needs the role approver");
    assertThat(desk.milvus.mutations()).isEmpty();
  }

  @Test
  void whatNeverReachesItsPageIsOnRecordTooUnlessNobodyIsLoggedIn() {
    Visit vic = desk.visit("vic");
    Map<String, String> form = vic.form("/holds", Map.of("reason", "try"));
    assertThat(vic.post("/policies/nightly/run", form).status()).isEqualTo(403);
    assertThat(desk.lastAct())
        .extracting(AuditRow::who, AuditRow::act, AuditRow::outcome, AuditRow::reason)
        .containsExactly("vic", "run", "refused", "try");

    assertThat(ada.post("/holds/new", Map.of("policy", "nightly")).status())
        .as("a form of another site")
        .isEqualTo(403);
    assertThat(desk.lastAct().who()).isEqualTo("ada");
    assertThat(desk.lastAct().act()).isEqualTo("hold");

    int before = desk.acts().size();
    desk.stranger().post("/policies/nightly/run", NOTHING);
    assertThat(desk.acts()).hasSize(before);

    desk.stranger().submit("/login", Map.of("username", "vic", "password", "a guess"));
    assertThat(desk.lastAct())
        .extracting(AuditRow::who, AuditRow::act, AuditRow::outcome)
        .containsExactly("vic", "log in", "refused");
  }

  @Test
  void aPlanThatMovedIsNotAcceptedAndTheDifferenceIsTold() {
    long run = refusedRun(ada);
    String page = "/runs/" + run + "/accept";
    Map<String, String> form = eve.form(page, Map.of("number", due(run), "reason", "fine"));
    desk.milvus.dropPartitions(DB, "other", first);

    Answer moved = eve.post(page, form);

    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text())
        .contains(
            "the plan is no longer the one that was shown (no longer due: default.other/"
                + first
                + ")")
        .contains("Look at the plan as it is now");
    assertThat(desk.milvus.mutations()).isEmpty();
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    assertThat(desk.lastAct().digest()).isEqualTo(form.get("digest"));

    Answer again = eve.get(page);
    assertThat(again.text())
        .contains("no longer the one that this run made: no longer due: default.other/" + first);
    long accepted =
        eve.submit(page, Map.of("number", due(run), "reason", "seen the difference")).run();
    assertThat(ended(accepted).exit()).isEqualTo(RunExit.DONE);
  }

  @Test
  void aGuardThatRefusesOnlyAfterThePlanWasShownIsNotAcceptedWithIt() {
    long run = refusedRun(ada);
    String page = "/runs/" + run + "/accept";
    Map<String, String> typed = Map.of("number", due(run), "reason", "fine");
    Map<String, String> form = eve.form(page, typed);
    desk.clusterIsBehind(Duration.ofDays(2));

    Answer moved = eve.post(page, form);

    assertThat(moved.status()).isEqualTo(409);
    assertThat(moved.text())
        .contains(
            "guards refuse the plan by other figures than were shown (shown: max-drops; now:"
                + " max-drops allows 3, not 7, clock allows 5m, not 2d ahead of cluster local ")
        .contains("; nothing was dropped")
        .contains("Look at the plan as it is now");
    assertThat(desk.lastAct().act()).isEqualTo("accept");
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    Map<String, String> now = eve.form(page, typed);
    assertThat(now.get("digest")).isEqualTo(form.get("digest"));

    RunKey key = past(run).run();
    RunReport between =
        desk.bean(Runner.class)
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
    assertThat(desk.milvus.mutations()).isEmpty();

    long accepted = eve.post(page, now).run();
    assertThat(ended(accepted).exit()).isEqualTo(RunExit.DONE);
  }

  @Test
  void twoWhoAcceptTheSamePlanStartOneRun() {
    long run = refusedRun(ada);
    String page = "/runs/" + run + "/accept";
    Map<String, String> typed = Map.of("number", due(run), "reason", "fine");
    Map<String, String> ofEve = eve.form(page, typed);
    Map<String, String> ofGrace = grace.form(page, typed);
    CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> eve.post(page, ofEve));
    Answer second = grace.post(page, ofGrace);

    assertThat(List.of(first.join().status(), second.status())).containsExactlyInAnyOrder(303, 409);
    desk.quiet();
    assertThat(desk.bean(History.class).executions(past(run).run())).hasSize(2);
  }

  @Test
  void aHoldIsPlacedAndLiftedAndMistakesAreToldAtTheirFields() {
    Answer mistake =
        ada.submit("/holds/new", Map.of("collection", "no such/glob", "reason", "<i>audit</i>"));
    assertThat(mistake.status()).isEqualTo(422);
    assertThat(mistake.text()).contains("\"no such/glob\" is no name and no glob");
    assertThat(mistake.body()).contains("value=\"no such/glob\"").doesNotContain("<i>audit");
    assertThat(ada.submit("/holds/new", Map.of("reason", "all")).text())
        .contains("it does not say what it covers");
    assertThat(ada.submit("/holds/new", Map.of("policy", "nihgtly", "reason", "all")).text())
        .contains("nihgtly matches no policy of the rules");
    assertThat(
            ada.submit(
                    "/holds/new",
                    Map.of("policy", "nightly", "reason", "all", "expires", "2020-01-01"))
                .text())
        .contains("is over already");

    int before = desk.acts().size();
    Answer placed =
        ada.submit(
            "/holds/new?partition=2020*&collection=docs",
            "/holds/new",
            Map.of(
                "partition",
                "2020*",
                "collection",
                "docs",
                "kind",
                "legal",
                "reason",
                "<script>alert(1)</script>\u202e"));
    assertThat(placed.location()).endsWith("/holds");
    String list = ada.get("/holds").body();
    assertThat(list)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
    assertThat(list).contains("audit-of-2020");
    String id = desk.bean(HoldStore.class).all(false).get(0).hold().name();

    Answer own = ada.submit("/holds/" + id + "/lift", Map.of("reason", "over"));
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.text()).contains("who cannot lift it as well");
    assertThat(grace.submit("/holds/" + id + "/lift", NOTHING).status()).isEqualTo(422);
    assertThat(grace.submit("/holds/" + id + "/lift", Map.of("reason", "closed")).status())
        .isEqualTo(303);
    assertThat(ada.get("/holds").body()).doesNotContain("alert(1)");
    assertThat(ada.get("/holds?all=true").text()).contains("grace@console closed");
    assertThat(actsSince(before))
        .extracting(row -> row.act() + " " + row.outcome() + " by " + row.who())
        .containsExactly(
            "lift done by grace",
            "lift refused by grace",
            "lift refused by ada",
            "hold done by ada");
  }

  @Test
  void whatIsHeldStaysInARunThatIsStartedHere() {
    ada.submit("/holds/new", Map.of("partition", first, "reason", "audit"));
    long run = ada.submit("/policies/nightly/run", NOTHING).run();
    ended(run);
    assertThat(desk.milvus.partitions(DB, "docs")).contains(first);
  }

  @Test
  void aPartitionIsRestoredAndItsOutcomeIsInTheAudit() {
    String page = "/restore?policy=nightly&collection=docs&partition=20261003";
    assertThat(ada.get(page).body()).contains("value=\"20261003\"");
    Answer missing =
        ada.submit(
            page,
            "/restore",
            Map.of(
                "policy", "nightly", "database", DB, "collection", "docs", "partition", "no_such"));
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.text()).contains("is in no collection of that name");

    Answer begun =
        ada.submit(
            page,
            "/restore",
            Map.of(
                "policy",
                "nightly",
                "database",
                DB,
                "collection",
                "docs",
                "partition",
                "20261003",
                "reason",
                "needed"));

    assertThat(begun.status()).isEqualTo(303);
    assertThat(ada.get(begun.location()).text()).contains("It has begun");
    desk.quiet();
    assertThat(desk.milvus.loaded(DB, "docs")).contains("20261003");
    assertThat(desk.acts().subList(0, 3))
        .extracting(row -> row.act() + " " + row.outcome())
        .containsExactly("restore done", "hold done", "restore started");
    assertThat(ada.get("/audit?act=restore&q=docs/20261003").text()).contains("it is loaded");
  }

  @Test
  void toLookAtAPageIsNoActAndWhatIsNotThereIsSaid() {
    long run = refusedRun(ada);
    int before = desk.acts().size();
    for (String page :
        List.of(
            "/policies/nightly/run",
            "/runs/" + run + "/rerun",
            "/runs/" + run + "/stop",
            "/runs/" + run + "/accept",
            "/holds",
            "/holds/new",
            "/restore",
            "/audit")) {
      assertThat(eve.get(page).status()).as(page).isEqualTo(200);
    }
    for (String page :
        List.of(
            "/policies/none/run",
            "/runs/99999/rerun",
            "/runs/99999/stop",
            "/runs/99999/accept",
            "/holds/99999/lift")) {
      assertThat(eve.get(page).status()).as(page).isEqualTo(404);
    }
    assertThat(desk.acts()).hasSize(before);
  }

  @Test
  void aReasonThatIsTooLongIsGivenBack() {
    long run = refusedRun(ada);
    Map<String, String> tooLong = Map.of("reason", "x".repeat(501));
    int before = desk.acts().size();
    for (String page :
        List.of("/policies/nightly/run", "/runs/" + run + "/rerun", "/runs/" + run + "/stop")) {
      Answer answer = ada.submit(page, tooLong);
      assertThat(answer.status()).as(page).isEqualTo(422);
      assertThat(answer.text()).contains("has 501 characters; write at most 500");
    }
    assertThat(ada.submit("/restore", tooLong).status()).isEqualTo(422);
    assertThat(desk.milvus.mutations()).isEmpty();
    assertThat(actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("restore", "refused"),
            tuple("stop", "refused"),
            tuple("rerun", "refused"),
            tuple("run", "refused"));
    assertThat(desk.lastAct().message()).contains("has 501 characters");
  }

  @Test
  void anActThatFailsAtTheClusterIsOnRecord() {
    long run = refusedRun(ada);
    String page = "/runs/" + run + "/accept";
    Map<String, String> form = eve.form(page, Map.of("number", due(run), "reason", "fine"));
    Map<String, String> restore =
        ada.form(
            "/restore",
            Map.of(
                "policy",
                "nightly",
                "database",
                DB,
                "collection",
                "docs",
                "partition",
                "20261003"));
    Map<String, String> unknown =
        ada.form("/restore", Map.of("policy", "none", "database", DB, "partition", "x"));
    int before = desk.acts().size();
    desk.milvus.on("collections/list").react(Reaction.reset());

    assertThat(eve.post(page, form).status()).isEqualTo(502);
    assertThat(ada.post("/restore", restore).status()).isEqualTo(502);
    assertThat(ada.post("/restore", unknown).status()).isEqualTo(422);

    assertThat(actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("restore", "refused"), tuple("restore", "failed"), tuple("accept", "failed"));
    assertThat(desk.acts().get(2).executionId()).isEqualTo(run);
  }

  @Test
  void aFormOfAHoldOrARestoreThatIsSentTwiceIsDoneOnce() {
    Map<String, String> hold =
        ada.form("/holds/new", Map.of("partition", first, "kind", "legal", "reason", "audit"));
    List<Answer> answers =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> ada.post("/holds/new", hold)))
            .limit(3)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(303, 409, 409);
    String number = desk.bean(HoldStore.class).all(false).get(0).hold().name();
    assertThat(desk.bean(HoldStore.class).all(false)).hasSize(1);
    assertThat(ada.post("/holds/new", hold).text())
        .as("after the back button")
        .contains("this form has placed hold " + number + " already");
    assertThat(desk.lastAct().act()).isEqualTo("hold");
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    hold.put("reason", "x".repeat(2000));
    hold.put("form", Objects.requireNonNull(ada.form("/holds/new", NOTHING).get("form")));
    assertThat(ada.post("/holds/new", hold).status()).isEqualTo(422);
    hold.put("reason", "audit");
    assertThat(ada.post("/holds/new", hold).status())
        .as("a form that had a mistake")
        .isEqualTo(303);

    Map<String, String> restore =
        ada.form(
            "/restore",
            Map.of(
                "policy",
                "nightly",
                "database",
                DB,
                "collection",
                "docs",
                "partition",
                "20261004"));
    assertThat(ada.post("/restore", restore).status()).isEqualTo(303);
    Answer second = ada.post("/restore", restore);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text()).contains("this form has begun a restore already");
    assertThat(second.body()).contains("/audit?act=restore&amp;q=20261004");
    desk.quiet();
  }
}
