package io.github.milvusretention.ops.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.ops.figures.LedgerTotals.Key;
import io.github.milvusretention.ops.figures.LedgerTotals.Total;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is remembered of settled plans changes no figure. */
class LedgerTotalsTest {
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
  private final LedgerTotals totals = new LedgerTotals(jdbc);
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  @BeforeEach
  void createTables() {
    jdbc.sql(
            "CREATE TABLE retention_plan (id BIGINT PRIMARY KEY, policy VARCHAR(100), frozen"
                + " BOOLEAN, planned_at TIMESTAMP WITH TIME ZONE)")
        .update();
    jdbc.sql("CREATE TABLE retention_ledger (plan_id BIGINT, state VARCHAR(10), row_count BIGINT)")
        .update();
  }

  @Test
  void anOldPlanIsReadAgainUntilNothingIsLeftOfIt() {
    plan(1, "logs", Duration.ofDays(30));
    row(1, "DROPPED", 10L);
    row(1, "FAILED", 5L);

    assertThat(totals.read(now))
        .isEqualTo(
            Map.of(
                new Key("logs", "DROPPED"), new Total(1, 10),
                new Key("logs", "FAILED"), new Total(1, 5)));
    assertThat(totals.read(now)).hasSize(2);

    jdbc.sql("UPDATE retention_ledger SET state = 'DROPPED'").update();
    Map<Key, Total> done = Map.of(new Key("logs", "DROPPED"), new Total(2, 15));
    assertThat(totals.read(now)).isEqualTo(done);
    assertThat(totals.read(now)).isEqualTo(done);

    // What only a plan that is read again would show.
    row(1, "DROPPED", 1L);
    assertThat(totals.read(now)).as("is not asked for any more").isEqualTo(done);
  }

  @Test
  void aPlanThatIsCommittedAfterALaterOneCounts() {
    plan(2, "logs", Duration.ofHours(1));
    row(2, "DROPPED", null);
    assertThat(totals.read(now)).containsValue(new Total(1, 0));

    plan(1, "logs", Duration.ofHours(1));
    row(1, "DROPPED", 7L);
    assertThat(totals.read(now)).containsValue(new Total(2, 7));
  }

  /** Whatever order plans come in, and whatever becomes of their rows. */
  @Test
  void theTotalsAreThoseOfTheWholeLedger() {
    Random random = new Random(7);
    String[] states = {"PLANNED", "FAILED", "DROPPED", "SKIPPED"};
    for (int plan = 1; plan <= 60; plan++) {
      plan(plan, "p" + random.nextInt(2), Duration.ofHours(random.nextInt(100)));
      for (int rows = random.nextInt(4); rows > 0; rows--) {
        row(plan, states[random.nextInt(states.length)], (long) random.nextInt(100));
      }
      if (random.nextInt(3) == 0) {
        jdbc.sql("UPDATE retention_ledger SET state = 'ABSENT' WHERE state = 'FAILED'").update();
      }
      now = now.plus(Duration.ofHours(random.nextInt(30)));

      assertThat(totals.read(now)).isEqualTo(new LedgerTotals(jdbc).read(now));
    }
    assertThat(
            new LedgerTotals(jdbc).read(now).values().stream().mapToLong(Total::partitions).sum())
        .isEqualTo(jdbc.sql("SELECT COUNT(*) FROM retention_ledger").query(Long.class).single());
  }

  private void plan(long id, String policy, Duration age) {
    jdbc.sql("INSERT INTO retention_plan VALUES (:id, :policy, TRUE, :at)")
        .param("id", id)
        .param("policy", policy)
        .param("at", now.minus(age).atOffset(ZoneOffset.UTC))
        .update();
  }

  private void row(long plan, String state, @Nullable Long rows) {
    jdbc.sql("INSERT INTO retention_ledger VALUES (:plan, :state, :rows)")
        .param("plan", plan)
        .param("state", state)
        .param("rows", rows)
        .update();
  }
}
