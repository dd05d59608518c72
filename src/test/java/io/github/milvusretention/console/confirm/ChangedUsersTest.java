package io.github.milvusretention.console.confirm;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody edits who may act, beneath the daemon: what is new counts after a restart, what is gone
 * is gone at once, and retention goes on.
 */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangedUsersTest {
  private static final String ANOTHER_PASSWORD =
      "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
  private static final Map<String, String> NOTHING = Map.of();

  private Desk desk;
  private Visit ada;
  private Visit eve;
  private Visit grace;
  private int day = 1;

  @BeforeAll
  void start(@TempDir Path directory) {
    desk = new Desk(directory);
    ada = desk.visit("ada");
    eve = desk.visit("eve");
    grace = desk.visit("grace");
  }

  @AfterEach
  void quiet() {
    desk.quiet();
    desk.rulesAreBack();
  }

  @AfterAll
  void end() {
    desk.close();
  }

  private PastExecution run(String policy, Visit by) {
    desk.days(policy.equals("strict") ? "other" : "docs", YearMonth.of(2024, day));
    desk.itIs("2026-11-%02dT10:00:00Z".formatted(day++));
    long run = by.submit("/policies/" + policy + "/run", NOTHING).run();
    History history = desk.bean(History.class);
    await().atMost(1, MINUTES).until(() -> history.past(run).orElseThrow().exit() != null);
    desk.quiet();
    return history.past(run).orElseThrow();
  }

  private void isRefused(Answer answer, String who, String why) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(answer.text()).contains("Not allowed", why);
    assertThat(desk.lastAct().by().who()).isEqualTo(who);
    assertThat(desk.lastAct().outcome()).isEqualTo("refused");
    assertThat(desk.lastAct().message()).isEqualTo(why);
  }

  @Test
  void whoIsGoneFromTheFileActsNoMoreAndAllOthersDo() {
    String gone = "the rules file no longer has ada";
    long refused = run("strict", ada).executionId();
    desk.rulesBecome(text -> text.replaceFirst(" *ada: .*\\n", ""));

    isRefused(ada.submit("/policies/nightly/run", NOTHING), "ada", gone);
    isRefused(ada.submit("/runs/" + refused + "/rerun", NOTHING), "ada", gone);
    isRefused(ada.submit("/runs/" + refused + "/stop", NOTHING), "ada", gone);
    isRefused(ada.submit("/holds/new", Map.of("partition", "x", "reason", "audit")), "ada", gone);
    isRefused(ada.post("/holds/1/lift", ada.form("/holds/new", NOTHING)), "ada", gone);
    isRefused(ada.submit("/restore", Map.of("policy", "nightly", "partition", "x")), "ada", gone);
    assertThat(desk.bean(HoldStore.class).all(false)).isEmpty();
    assertThat(ada.get("/policies/nightly").text())
        .as("she still reads")
        .contains(gone)
        .contains("changed: user ada is gone; schedules fire as before.");

    assertThat(desk.bean(LaunchPermit.class).objection("nightly")).isEmpty();
    assertThat(run("nightly", grace).exit()).isEqualTo(RunExit.DONE);
    assertThat(grace.get("/policies").text())
        .contains("the console in the rules file ", "What is new there counts once this process");
  }

  @Test
  void aRoleThatIsGoneIsGone() {
    long refused = run("strict", ada).executionId();
    String page = "/runs/" + refused + "/accept";
    Map<String, String> form = eve.form(page, Map.of("number", "7", "reason", "fine"));
    desk.rulesBecome(
        text -> text.replaceFirst("(eve: .*roles: )\\[operator, approver]", "$1[operator]"));

    isRefused(eve.post(page, form), "eve", "the rules file no longer gives eve the role approver");
    assertThat(run("nightly", eve).exit()).as("the other role is left").isEqualTo(RunExit.DONE);
  }

  @Test
  void aSecretThatIsReplacedEndsWhatTheOldOneLetIn() {
    desk.rulesBecome(
        text ->
            text.replaceFirst(
                "(ada: .*bcrypt})[^\"]+", "$1" + Matcher.quoteReplacement(ANOTHER_PASSWORD)));

    isRefused(
        ada.submit("/policies/nightly/run", NOTHING),
        "ada",
        "the rules file has another secret of ada by now");
  }

  @Test
  void nobodyActsOnceTheFileSaysReadOnly() {
    desk.rulesBecome(text -> text.replace("console:\n", "console:\n    read-only: true\n"));

    isRefused(
        grace.submit("/policies/nightly/run", NOTHING),
        "grace",
        "the rules file says read-only by now");
  }

  @Test
  void whoIsNewInTheFileLogsInAfterARestart() {
    desk.rulesBecome(text -> text.replaceFirst("( *)ada(: .*\\n)", "$1ada$2$1zoe$2"));

    Visit zoe = desk.stranger();
    zoe.submit("/login", Map.of("username", "zoe", "password", Desk.PASSWORD));
    assertThat(List.of(zoe.get("/policies").status(), zoe.get("/holds").status()))
        .doesNotContain(200);
    assertThat(ada.get("/policies").text()).contains("changed: user zoe is new; schedules fire");
    assertThat(run("nightly", ada).exit()).isEqualTo(RunExit.DONE);
  }
}
