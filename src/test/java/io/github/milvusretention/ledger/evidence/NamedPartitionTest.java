package io.github.milvusretention.ledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.ledger.seen.LastSeen;
import io.github.milvusretention.ledger.seen.Seen;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the repository finds by the name of a partition. */
@Slow
@EveryDatabase
class NamedPartitionTest {
  private static final Instant AT = Instant.parse("2026-11-24T03:15:00Z");
  private static final String NAME = "2026_01 \"<b>";

  private final Repository repository;

  NamedPartitionTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    for (int attempt = 1; attempt <= 3; attempt++) {
      plan("nightly", attempt);
    }
    plan("weekly", 4);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void thePlansThatHadItAreFoundInPartsTheLastFirst() {
    Evidence evidence = repository.evidence();
    Question any = new Question(NAME, null, null, null);

    assertThat(evidence.count(any)).isEqualTo(8);
    assertThat(evidence.newest(any, 0, 3))
        .extracting(
            row -> row.plan().plan().run().attempt(), row -> row.row().address().collection())
        .containsExactly(tuple(4, "mails"), tuple(4, "docs"), tuple(3, "mails"));
    assertThat(evidence.newest(any, 6, 3))
        .extracting(row -> row.row().address().collection())
        .containsExactly("mails", "docs");
    assertThat(evidence.newest(any, 6, 3).get(0).calls())
        .extracting(call -> call.sent().route())
        .containsExactly("partitions/drop");
    assertThat(evidence.newest(any, 8, 3)).isEmpty();
  }

  @Test
  void onlyThoseThatTheQuestionNames() {
    Evidence evidence = repository.evidence();

    assertThat(evidence.count(new Question(NAME, "nightly", null, null))).isEqualTo(6);
    assertThat(evidence.count(new Question(NAME, "nightly", "default", "docs"))).isEqualTo(3);
    assertThat(evidence.count(new Question(NAME, null, "other", null))).isZero();
    assertThat(evidence.count(new Question("2026_01", null, null, null))).isZero();
    assertThat(evidence.newest(new Question(NAME, "weekly", null, "docs"), 0, 9)).hasSize(1);
  }

  @Test
  void whereItWasSeenIsFoundByPlace() {
    sighting("nightly", "docs");
    sighting("nightly", "mails");
    sighting("weekly", "docs");
    Sightings sightings = repository.sightings();

    assertThat(sightings.seen(NAME)).hasSize(3);
    assertThat(sightings.seen(new Question(NAME, null, null, "docs")))
        .extracting(LastSeen::policy)
        .containsExactly("nightly", "weekly");
    assertThat(sightings.seen(new Question(NAME, "nightly", "default", "mails")))
        .extracting(LastSeen::at)
        .containsExactly(AT);
    assertThat(sightings.seen(new Question("2026_0", null, null, null))).isEmpty();
  }

  @Test
  void whereItIsReleasedAndWaitsIsKnownUntilItIsLoaded() {
    Releases releases = new Releases(repository.jdbc(), repository.transaction(), Repository.CLOCK);
    repository
        .jdbc()
        .sql(
            "INSERT INTO retention_release (server, database_name, collection_name,"
                + " collection_id, partition_name, policy, ledger_id, confirmed_at) SELECT 'host:1',"
                + " database_name, collection_name, collection_name, partition_name, 'nightly',"
                + " MAX(id), ? FROM retention_ledger GROUP BY database_name, collection_name,"
                + " partition_name")
        .params(Releases.utc(AT))
        .update();
    Seen.Place docs = new Seen.Place("local", "default", "docs");
    Seen.Place mails = new Seen.Place("local", "default", "mails");

    assertThat(releases.placesOf(NAME)).containsExactlyInAnyOrder(docs, mails);
    repository
        .jdbc()
        .sql("UPDATE retention_release SET loaded_at = ? WHERE collection_name = 'docs'")
        .params(Releases.utc(AT))
        .update();
    assertThat(releases.placesOf(NAME)).isEqualTo(List.of(mails));
    assertThat(releases.placesOf("2026_01")).isEmpty();
  }

  private void plan(String policy, int attempt) {
    repository
        .jdbc()
        .sql(
            "INSERT INTO retention_plan (policy, as_of, attempt, execution_id, digest, frozen,"
                + " refused_by, unreadable, waiting, planned_at) VALUES (?, '2026-11-24', ?, 1,"
                + " 'sha256:1', TRUE, '', '', '', ?)")
        .params(policy, attempt, Releases.utc(AT))
        .update();
    for (String collection : List.of("docs", "mails")) {
      repository
          .jdbc()
          .sql(
              "INSERT INTO retention_ledger (plan_id, ordinal, cluster_name, database_name,"
                  + " collection_name, collection_id, partition_name, period_start, period_end,"
                  + " state, released, attempts, execution_id, updated_at) SELECT MAX(id), 0,"
                  + " 'local', 'default', ?, '7', ?, '', '', 'DROPPED', FALSE, 1, 1, ? FROM"
                  + " retention_plan")
          .params(collection, NAME, Releases.utc(AT))
          .update();
      repository
          .jdbc()
          .sql(
              "INSERT INTO retention_call (ledger_id, execution_id, answered_at, route, outcome,"
                  + " http_status, message, millis) SELECT MAX(id), 1, ?, 'partitions/drop',"
                  + " 'SUCCESS', 200, '', 5 FROM retention_ledger")
          .params(Releases.utc(AT))
          .update();
    }
  }

  private void sighting(String policy, String collection) {
    repository
        .jdbc()
        .sql(
            "INSERT INTO retention_sighting (policy, cluster_name, database_name,"
                + " collection_name, collection_id, partition_names, seen_at) VALUES (?, 'local',"
                + " 'default', ?, '7', ?, ?)")
        .params(policy, collection, "[\"_default\",\"2026_01 \\\"<b>\"]", Releases.utc(AT))
        .update();
  }
}
