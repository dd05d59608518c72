package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.period.AsOf;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The plans that may be accepted, by their digests. */
public class SavedPlans {
  /** Long after it can still be accepted, so that it can be said what has changed. */
  static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final ShortTransaction transaction;

  public SavedPlans(JdbcClient jdbc, ShortTransaction transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Keeps that plan; made again, it counts from then on. Old ones are forgotten. */
  public void save(SavedPlan plan) {
    transaction.executeWithoutResult(status -> write(plan));
  }

  /** The same, within the transaction of the caller. */
  public void write(SavedPlan plan) {
    jdbc.sql("DELETE FROM retention_saved_plan WHERE digest = :digest OR made_at < :old")
        .param("digest", plan.digest())
        .param("old", plan.madeAt().minus(KEPT).atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(
            "INSERT INTO retention_saved_plan (digest, policy, as_of, made_at, saved_by, rules,"
                + " partitions) VALUES (:digest, :policy, :asOf, :at, :by, :rules, :partitions)")
        .param("digest", plan.digest())
        .param("policy", plan.policy())
        .param("asOf", plan.asOf().toString())
        .param("at", plan.madeAt().atOffset(ZoneOffset.UTC))
        .param("by", plan.savedBy())
        .param("rules", plan.rules())
        .param("partitions", JsonMapper.shared().writeValueAsString(plan.partitions()))
        .update();
  }

  /** The partition of such a plan that is due first; empty if it was never kept, or long ago. */
  public Optional<SavedPlan.Due> first(String digest) {
    return jdbc.sql("SELECT partitions FROM retention_saved_plan WHERE digest = :digest")
        .param("digest", digest)
        .query(String.class)
        .optional()
        .flatMap(SavedPlans::firstOf);
  }

  /** Reads no further than it has to: there may be many thousands. */
  private static Optional<SavedPlan.Due> firstOf(String partitions) {
    try (JsonParser parser = JsonMapper.shared().createParser(partitions)) {
      parser.nextToken();
      return parser.nextToken() == JsonToken.START_OBJECT
          ? Optional.of(parser.readValueAs(SavedPlan.Due.class))
          : Optional.empty();
    }
  }

  /** Empty if it was never kept, or long ago. */
  public Optional<SavedPlan> find(String digest) {
    return jdbc.sql("SELECT * FROM retention_saved_plan WHERE digest = :digest")
        .param("digest", digest)
        .query(
            (row, n) ->
                new SavedPlan(
                    row.getString("policy"),
                    AsOf.parse(row.getString("as_of")),
                    digest,
                    row.getObject("made_at", OffsetDateTime.class).toInstant(),
                    row.getString("saved_by"),
                    row.getString("rules"),
                    List.of(
                        JsonMapper.shared()
                            .readValue(row.getString("partitions"), SavedPlan.Due[].class))))
        .optional();
  }
}
