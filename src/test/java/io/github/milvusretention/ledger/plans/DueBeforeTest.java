package io.github.milvusretention.ledger.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.DueBefore.LastPlan;
import io.github.milvusretention.ledger.plans.DueBefore.Partition;
import io.github.milvusretention.ledger.plans.SavedPlan.Due;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
@EveryDatabase
class DueBeforeTest {
  private static final Instant AT = Instant.parse("2026-11-24T03:15:00Z");

  private final Repository repository;
  private final SavedPlans saved;
  private final DueBefore before;

  DueBeforeTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    saved = new SavedPlans(repository.jdbc(), repository.transaction());
    before = new DueBefore(repository.jdbc(), saved);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void withoutAPlanThereIsNothingToCompare() {
    plan("other", "2026-11-24", 1, true);

    assertThat(before.last("nightly")).isEmpty();
  }

  @Test
  void theLastOneIsThatOfTheNewestAsOf() {
    plan("nightly", "2026-11-24", 1, true);
    plan("nightly", "2026-11-24", 2, true);
    plan("nightly", "2026-11-20", 3, true);

    LastPlan last = before.last("nightly").orElseThrow();

    assertThat(last.plan().run().toString()).isEqualTo("nightly as of 2026-11-24, attempt 2");
    assertThat(last.plannedAt()).isEqualTo(AT);
    assertThat(last.refused()).isFalse();
    assertThat(last.withWaiting()).isFalse();
  }

  @Test
  void ofAFrozenOneTheLedgerKnowsWhatCameOfIt() {
    plan("nightly", "2026-11-24", 1, true);
    row(1, "2026_02", "FAILED");
    row(0, "2026_01", "DROPPED");

    List<Partition> due = before.due(before.last("nightly").orElseThrow()).orElseThrow();

    assertThat(due)
        .containsExactly(
            new Partition(new Due("default", "docs", "7", "2026_01"), State.DROPPED),
            new Partition(new Due("default", "docs", "7", "2026_02"), State.FAILED));
    assertThat(due).extracting(Partition::done).containsExactly(true, false);
  }

  @Test
  void ofARefusedOneWhatWasKeptIfItStillIs() {
    plan("nightly", "2026-11-24", 1, false);
    LastPlan last = before.last("nightly").orElseThrow();

    assertThat(last.refused()).isTrue();
    assertThat(last.withWaiting()).isTrue();
    assertThat(before.due(last)).isEmpty();

    Due due = new Due("default", "docs", "7", "\"2026\"");
    saved.save(
        new SavedPlan(
            "nightly", AsOf.parse("2026-11-24"), "sha256:1", AT, "ada", "", List.of(due)));

    assertThat(before.due(last)).isEqualTo(Optional.of(List.of(new Partition(due, null))));
  }

  private void plan(String policy, String asOf, int attempt, boolean frozen) {
    repository
        .jdbc()
        .sql(
            "INSERT INTO retention_plan (policy, as_of, attempt, execution_id, digest, frozen,"
                + " refused_by, unreadable, waiting, planned_at) VALUES (?, ?, ?, 1, 'sha256:1', ?,"
                + " '', '', '', ?)")
        .params(policy, asOf, attempt, frozen, Releases.utc(AT))
        .update();
  }

  private void row(int ordinal, String partition, String state) {
    repository
        .jdbc()
        .sql(
            "INSERT INTO retention_ledger (plan_id, ordinal, cluster_name, database_name,"
                + " collection_name, collection_id, partition_name, period_start, period_end,"
                + " state, released, attempts, execution_id, updated_at) SELECT id, ?, 'local',"
                + " 'default', 'docs', '7', ?, '', '', ?, FALSE, 1, 1, ? FROM retention_plan")
        .params(ordinal, partition, state, Releases.utc(AT))
        .update();
  }
}
