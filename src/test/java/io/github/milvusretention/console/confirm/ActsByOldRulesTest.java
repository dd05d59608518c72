package io.github.milvusretention.console.confirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused once the rules file is no longer the one that the daemon has read. */
class ActsByOldRulesTest {
  private static final String DB = "default";
  private static final Map<String, String> NOTHING = Map.of();

  private final WorkingDay day;
  private final Desk desk;
  private final Visit ada;
  private final Visit grace;
  private final Visit eve;

  ActsByOldRulesTest(Office office) {
    day = office.nextDay();
    desk = office.desk;
    ada = office.ada;
    grace = office.grace;
    eve = office.eve;
  }

  @Test
  void nothingIsStartedByRulesThatAreNoLongerInTheFile() {
    long run = day.refusedRun(ada);
    Map<String, String> accept =
        eve.form("/runs/" + run + "/accept", Map.of("reason", "fine", "number", day.due(run)));
    desk.rulesChange();
    day.itIs("10:30");
    int before = desk.acts().size();

    for (Answer answer :
        List.of(
            ada.submit("/policies/nightly/run", NOTHING),
            ada.submit("/runs/" + run + "/rerun", NOTHING),
            eve.post("/runs/" + run + "/accept", accept))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("nothing was started: ").contains("retention.yaml");
    }
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("accept", "refused"), tuple("rerun", "refused"), tuple("run", "refused"));
    assertThat(desk.milvus.mutations()).isEmpty();
  }

  @Test
  void byRulesThatAreNoLongerInTheFileNobodyLiftsOrRestoresButHoldsArePlacedAndRunsStopped() {
    ada.submit("/holds/new", Map.of("partition", day.first, "reason", "audit"));
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
    assertThat(day.ended(run).exit()).isEqualTo(RunExit.STOPPED);
    assertThat(day.actsSince(before))
        .extracting(AuditRow::act, AuditRow::outcome)
        .containsExactly(
            tuple("stop", "done"),
            tuple("hold", "done"),
            tuple("restore", "refused"),
            tuple("lift", "refused"));
    assertThat(desk.bean(HoldStore.class).all(false)).hasSize(2);
  }
}
