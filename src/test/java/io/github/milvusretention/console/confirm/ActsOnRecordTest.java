package io.github.milvusretention.console.confirm;

import static io.github.milvusretention.console.confirm.WorkingDay.DB;
import static io.github.milvusretention.console.confirm.WorkingDay.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused or fails is on record too, and what is no act is not. */
@Slow
class ActsOnRecordTest {
  private final WorkingDay day;

  ActsOnRecordTest(Office office) {
    day = office.nextDay();
  }

  @Test
  void whatNeverReachesItsPageIsOnRecordTooUnlessNobodyIsLoggedIn() {
    Visit vic = day.desk.visit("vic");
    Map<String, String> form = vic.form("/holds", Map.of("reason", "try"));
    assertThat(vic.post("/policies/nightly/run", form).status()).isEqualTo(403);
    assertThat(day.lastAct())
        .extracting(each -> each.by().who(), AuditRow::act, AuditRow::outcome, AuditRow::reason)
        .containsExactly("vic", "run", "refused", "try");

    assertThat(day.ada.post("/holds/new", Map.of("policy", "nightly")).status())
        .as("a form of another site")
        .isEqualTo(403);
    assertThat(day.lastAct().by().who()).isEqualTo("ada");
    assertThat(day.lastAct().act()).isEqualTo("hold");

    int before = day.acts().size();
    day.desk.stranger().post("/policies/nightly/run", NOTHING);
    assertThat(day.acts()).hasSize(before);

    day.desk.stranger().submit("/login", Map.of("username", "vic", "password", "a guess"));
    assertThat(day.lastAct())
        .extracting(each -> each.by().who(), AuditRow::act, AuditRow::outcome)
        .containsExactly("vic", "log in", "refused");
  }

  @Slow
  @Test
  void toLookAtAPageIsNoActAndWhatIsNotThereIsSaid() {
    long run = day.refusedRun(day.ada);
    int before = day.acts().size();
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
      assertThat(day.eve.get(page).status()).as(page).isEqualTo(200);
    }
    for (String page :
        List.of(
            "/policies/none/run",
            "/runs/99999/rerun",
            "/runs/99999/stop",
            "/runs/99999/accept",
            "/holds/99999/lift")) {
      assertThat(day.eve.get(page).status()).as(page).isEqualTo(404);
    }
    assertThat(day.acts()).hasSize(before);
  }

  @Test
  void aReasonThatIsTooLongIsGivenBack() {
    long run = day.refusedRun(day.ada);
    Map<String, String> tooLong = Map.of("reason", "x".repeat(501));
    int before = day.acts().size();
    for (String page :
        List.of("/policies/nightly/run", "/runs/" + run + "/rerun", "/runs/" + run + "/stop")) {
      Answer answer = day.ada.submit(page, tooLong);
      assertThat(answer.status()).as(page).isEqualTo(422);
      assertThat(answer.text()).contains("has 501 characters; write at most 500");
    }
    assertThat(day.ada.submit("/restore", tooLong).status()).isEqualTo(422);
    assertThat(day.milvus.mutations()).isEmpty();
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("restore", "refused"),
            tuple("stop", "refused"),
            tuple("rerun", "refused"),
            tuple("run", "refused"));
    assertThat(day.lastAct().message()).contains("has 501 characters");
  }

  @Test
  void aReasonThatIsNoTextIsGivenBack() {
    long run = day.refusedRun(day.ada);
    Map<String, String> noText = Map.of("reason", "be\0cause", "number", "7");
    int before = day.acts().size();
    for (String page :
        List.of(
            "/policies/nightly/run",
            "/runs/" + run + "/rerun",
            "/runs/" + run + "/stop",
            "/restore")) {
      Answer answer = day.ada.submit(page, noText);
      assertThat(answer.status()).as(page + answer.text()).isEqualTo(422);
      assertThat(answer.text()).contains("has a control character; leave it out");
    }
    assertThat(day.eve.submit("/runs/" + run + "/accept", noText).status()).isEqualTo(422);
    assertThat(day.milvus.mutations()).isEmpty();
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"),
            tuple("restore", "refused"),
            tuple("stop", "refused"),
            tuple("rerun", "refused"),
            tuple("run", "refused"));
  }

  @Slow
  @Test
  void anActThatFailsAtTheClusterIsOnRecord() {
    long run = day.refusedRun(day.ada);
    String page = "/runs/" + run + "/accept";
    Map<String, String> form = day.eve.form(page, Map.of("number", day.due(run), "reason", "fine"));
    Map<String, String> restore = day.ada.form("/restore", partition("20261003"));
    Map<String, String> unknown =
        day.ada.form("/restore", Map.of("policy", "none", "database", DB, "partition", "x"));
    int before = day.acts().size();
    day.milvus.on("collections/list").react(Reaction.reset());

    assertThat(day.eve.post(page, form).status()).isEqualTo(502);
    assertThat(day.ada.post("/restore", restore).status()).isEqualTo(502);
    assertThat(day.ada.post("/restore", unknown).status()).isEqualTo(422);

    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("restore", "refused"), tuple("restore", "failed"), tuple("accept", "failed"));
    assertThat(day.acts().get(2).about().executionId()).isEqualTo(run);
  }

  private static Map<String, String> partition(String name) {
    return Map.of("policy", "nightly", "database", DB, "collection", "docs", "partition", name);
  }
}
