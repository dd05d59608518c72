package io.github.milvusretention.console.confirm;

import static io.github.milvusretention.console.confirm.WorkingDay.DB;
import static io.github.milvusretention.console.confirm.WorkingDay.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused once the rules file is no longer the one that the daemon has read. */
@Slow
class ActsByOldRulesTest {
  private final WorkingDay day;

  ActsByOldRulesTest(Office office) {
    day = office.nextDay();
  }

  @Test
  void nothingIsStartedByRulesThatAreNoLongerInTheFile() {
    long run = day.refusedRun(day.ada);
    Map<String, String> accept =
        day.eve.form("/runs/" + run + "/accept", Map.of("reason", "fine", "number", day.due(run)));
    day.desk.rulesChange();
    day.itIs("10:30");
    int before = day.acts().size();

    for (Answer answer :
        List.of(
            day.ada.submit("/policies/nightly/run", NOTHING),
            day.ada.submit("/runs/" + run + "/rerun", NOTHING),
            day.eve.post("/runs/" + run + "/accept", accept))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("nothing was started: ").contains("retention.yaml");
    }
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"), tuple("rerun", "refused"), tuple("run", "refused"));
    assertThat(day.milvus.mutations()).isEmpty();
  }

  @Slow
  @Test
  void byRulesThatAreNoLongerInTheFileNobodyLiftsOrRestoresButHoldsArePlacedAndRunsStopped() {
    day.ada.submit("/holds/new", Map.of("partition", day.first, "reason", "audit"));
    String hold = day.desk.bean(HoldStore.class).all(false).get(0).hold().name();
    day.milvus.on("partitions/drop").react(Reaction.delay(Duration.ofSeconds(1)));
    long run = day.ada.submit("/policies/nightly/run", NOTHING).run();
    day.desk.rulesChange();
    int before = day.acts().size();

    Answer lift = day.grace.submit("/holds/" + hold + "/lift", Map.of("reason", "over"));
    Answer restore = day.grace.submit("/restore", Map.of("policy", "nightly", "database", DB));

    assertThat(lift.status()).isEqualTo(409);
    assertThat(lift.text()).contains("nothing was lifted: the rules file ");
    assertThat(restore.status()).isEqualTo(409);
    assertThat(restore.text()).contains("nothing was restored: the rules file ");
    assertThat(day.grace.submit("/holds/new", Map.of("policy", "strict", "reason", "x")).status())
        .isEqualTo(303);
    assertThat(day.grace.submit("/runs/" + run + "/stop", NOTHING).run()).isEqualTo(run);
    assertThat(day.ended(run).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("stop", "done"),
            tuple("hold", "done"),
            tuple("restore", "refused"),
            tuple("lift", "refused"));
    assertThat(day.desk.bean(HoldStore.class).all(false)).hasSize(2);
  }
}
