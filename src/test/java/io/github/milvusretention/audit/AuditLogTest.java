package io.github.milvusretention.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.audit.Actor.Source;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of acts: how they are kept and found, and that they stand or fall with their act. */
@Slow
@EveryDatabase
class AuditLogTest {
  private static final Actor ADA =
      new Actor("ada", List.of("OPERATOR", "APPROVER"), Source.CONSOLE, "10.0.0.7");
  private static final Actor GRACE = Actor.ofCommand("grace", "db1");
  private static final Covers LOGS = new Covers(new NameGlob("logs"), null, null, null, null, null);

  private final Repository repository;
  private final AuditLog audit;
  private final HoldStore holds;

  AuditLogTest(Databases kind, @TempDir Path directory) {
    repository = new Repository(kind, directory);
    audit = repository.audit(Repository.CLOCK);
    holds = repository.holds(Repository.CLOCK);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private void record(Actor actor, Act act, String target, String reason) {
    audit.record(
        new AuditEntry(actor, act, new Target(target, "logs"), reason, Outcome.DONE, "it is done"));
  }

  private List<String> targets(AuditFilter filter) {
    return audit.page(filter, 0, 100).stream().map(row -> row.about().target()).toList();
  }

  private static AuditFilter text(String text) {
    return new AuditFilter("", null, text, null, null);
  }

  @Test
  void aRowSaysWhoDidWhatToWhatWhyAndWithWhatOutcome() {
    audit.record(
        new AuditEntry(
            ADA,
            Act.ACCEPT,
            new Target("run of logs as of 2026-11-24", "logs").execution(41),
            "sha256:ab",
            "looked at",
            Outcome.STARTED,
            ""));

    AuditRow row = audit.page(AuditFilter.ALL, 0, 10).get(0);
    assertThat(row)
        .isEqualTo(
            new AuditRow(
                row.id(),
                Repository.CLOCK.instant(),
                new AuditRow.By("ada", "OPERATOR APPROVER", "console", "10.0.0.7"),
                "accept",
                new AuditRow.About("run of logs as of 2026-11-24", "logs", 41L, "sha256:ab"),
                "looked at",
                "started",
                ""));
  }

  @Test
  void theNewestComeFirstAndAreFoundByTheirParts() {
    record(ADA, Act.HOLD, "hold 1: 50%_off", "audit");
    record(GRACE, Act.LIFT, "hold 2: january", "The Case Is Closed");
    record(GRACE, Act.RUN, "run of logs", "");

    assertThat(targets(AuditFilter.ALL))
        .containsExactly("run of logs", "hold 2: january", "hold 1: 50%_off");
    assertThat(audit.page(AuditFilter.ALL, 1, 1)).extracting(AuditRow::act).containsExactly("lift");
    assertThat(targets(text("case is"))).containsExactly("hold 2: january");
    assertThat(targets(text("%_"))).containsExactly("hold 1: 50%_off");
    assertThat(targets(new AuditFilter("GRACE", Act.RUN, "", null, null)))
        .containsExactly("run of logs");
    assertThat(targets(new AuditFilter("10.0.0.7", null, "", null, null))).hasSize(1);
    assertThat(audit.count(new AuditFilter("grace", null, "hold", null, null))).isEqualTo(1);
  }

  @Test
  void theyAreFoundByTheirTime() {
    record(ADA, Act.HOLD, "hold 1", "");
    Instant now = Repository.CLOCK.instant();

    assertThat(audit.count(new AuditFilter("", null, "", now, now.plusMillis(1)))).isEqualTo(1);
    assertThat(audit.count(new AuditFilter("", null, "", null, now))).isZero();
    assertThat(audit.count(new AuditFilter("", null, "", now.plusMillis(1), null))).isZero();
  }

  @Test
  void allOfThemAreGivenHoweverManyThereAre() {
    repository
        .transaction()
        .executeWithoutResult(
            status -> {
              for (int i = 1; i <= 2500; i++) {
                record(ADA, i % 2 == 0 ? Act.HOLD : Act.LIFT, "hold " + i, "");
              }
            });
    List<String> all = new ArrayList<>();
    audit.all(AuditFilter.ALL, row -> all.add(row.about().target()));
    List<String> some = new ArrayList<>();
    audit.all(new AuditFilter("", Act.HOLD, "", null, null), row -> some.add(row.about().target()));

    assertThat(all)
        .hasSize(2500)
        .doesNotHaveDuplicates()
        .startsWith("hold 2500")
        .endsWith("hold 1");
    assertThat(some).hasSize(1250).endsWith("hold 2");
  }

  @Test
  void whatCannotBeStoredOrSeenIsKeptEscapedAndWhatIsTooLongIsCut() {
    record(ADA, Act.HOLD, "a\u0000b\u202ec\nd", "x".repeat(2000));
    record(ADA, Act.HOLD, "\ud83d\ude00".repeat(800), "lone \ud83d surrogate");

    List<AuditRow> rows = audit.page(AuditFilter.ALL, 0, 10);
    assertThat(rows.get(1).about().target()).isEqualTo("a\\u0000b\\u202ec\\u000ad");
    assertThat(rows.get(1).reason()).hasSize(1000).endsWith("x…");
    assertThat(rows.get(0).about().target()).hasSizeLessThanOrEqualTo(1000).endsWith("\ude00…");
    assertThat(rows.get(0).reason()).isEqualTo("lone \\ud83d surrogate");
    assertThat(targets(text("b\u202ec"))).hasSize(1);
  }

  @Test
  void aHoldAndItsRowAreThereTogetherOrNotAtAll() {
    long id =
        Long.parseLong(
            holds.place(new Wanted(HoldKind.HOLD, LOGS, "ada", "audit", null), ADA).hold().name());
    assertThat(targets(AuditFilter.ALL)).containsExactly("hold " + id + ": policy logs");

    repository.database().change("ALTER TABLE retention_audit RENAME TO away");
    assertThatThrownBy(
            () -> holds.place(new Wanted(HoldKind.HOLD, LOGS, "ada", "audit", null), ADA))
        .hasMessageContaining("retention_audit");
    assertThatThrownBy(() -> holds.lift(id, "", ADA)).hasMessageContaining("retention_audit");
    repository.database().change("ALTER TABLE away RENAME TO retention_audit");

    assertThat(holds.all(true)).hasSize(1).allSatisfy(h -> assertThat(h.lifted()).isNull());
    assertThat(audit.count(AuditFilter.ALL)).isEqualTo(1);

    repository.database().change("ALTER TABLE retention_hold RENAME TO away");
    assertThatThrownBy(
            () -> holds.place(new Wanted(HoldKind.HOLD, LOGS, "ada", "audit", null), ADA))
        .hasMessageContaining("retention_hold");
    repository.database().change("ALTER TABLE away RENAME TO retention_hold");
    assertThat(audit.count(AuditFilter.ALL)).isEqualTo(1);
  }

  @Test
  void aHoldThatIsRefusedIsARowOfItsOwn() {
    assertThatThrownBy(() -> holds.lift(7, "over", GRACE)).isInstanceOf(RuleException.class);

    AuditRow row = audit.page(AuditFilter.ALL, 0, 10).get(0);
    assertThat(row.outcome()).isEqualTo("refused");
    assertThat(row.by().who()).isEqualTo("grace@db1");
    assertThat(row.about().target()).isEqualTo("hold 7");
    assertThat(row.message()).startsWith("there is no hold 7");
  }

  @Test
  void aStopAndItsRowAreThereTogetherOrNotAtAll() {
    Lease lease = repository.leases().take("logs", "me", Duration.ofHours(1)).orElseThrow();

    assertThatThrownBy(
            () ->
                repository
                    .leases()
                    .requestStop(
                        lease,
                        () -> {
                          record(ADA, Act.STOP, "run", "");
                          throw new IllegalStateException("in between");
                        }))
        .hasMessage("in between");
    assertThat(repository.leases().stopRequested(lease)).isFalse();
    assertThat(audit.count(AuditFilter.ALL)).isZero();

    assertThat(repository.leases().requestStop(lease, () -> record(ADA, Act.STOP, "run", "")))
        .isTrue();
    assertThat(repository.leases().stopRequested(lease)).isTrue();
    assertThat(audit.count(AuditFilter.ALL)).isEqualTo(1);
  }
}
