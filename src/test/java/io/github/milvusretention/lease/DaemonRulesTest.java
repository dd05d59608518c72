package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.DaemonRules.Announced;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What live daemons say of their rules, whatever the clocks of their machines say. */
@Slow
@EveryDatabase
class DaemonRulesTest {
  private final Repository repository;
  private final DaemonRules rules;

  DaemonRulesTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    rules = repository.daemonRules();
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void eachDaemonSeesWhatTheOthersSayOfAPolicy() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1", "weekly", "keep=9"));
    rules.announce("b", "owner b", Map.of("nightly", "keep=2"));

    assertThat(rules.others("a", "nightly")).containsExactly(new Announced("owner b", "keep=2"));
    assertThat(rules.others("b", "nightly")).containsExactly(new Announced("owner a", "keep=1"));
    assertThat(rules.others("a", "weekly")).as("b does not have it").isEmpty();
    assertThat(rules.others("c", "nightly")).hasSize(2);
  }

  @Test
  void whatIsSaidAgainReplacesWhatWasSaid() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1", "weekly", "keep=9"));
    rules.announce("a", "owner a", Map.of("nightly", "keep=2"));

    assertThat(rules.others("b", "nightly")).containsExactly(new Announced("owner a", "keep=2"));
    assertThat(rules.others("b", "weekly")).isEmpty();
  }

  @Test
  void aDaemonThatDiedCountsUntilItsRowsExpire() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1"));

    expiresIn(1);
    assertThat(rules.others("b", "nightly")).hasSize(1);
    expiresIn(-1);
    assertThat(rules.others("b", "nightly")).isEmpty();

    rules.announce("a", "owner a", Map.of("nightly", "keep=1"));
    assertThat(rules.others("b", "nightly")).as("it was only suspended").hasSize(1);
  }

  @Test
  void anExpiryThatNoRowCanHaveDoesNotCount() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1"));

    expiresIn(400 * 24 * 3600);

    assertThat(rules.others("b", "nightly")).isEmpty();
  }

  @Test
  void aDaemonThatStopsTakesItsRowsAlongAndNoOthers() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1", "weekly", "keep=9"));
    rules.announce("b", "owner b", Map.of("nightly", "keep=2"));

    rules.remove("a");

    assertThat(repository.database().ask("SELECT daemon FROM retention_daemon_rules"))
        .containsExactly("b");
  }

  @Test
  void whatIsLongExpiredIsRemoved() {
    rules.announce("a", "owner a", Map.of("nightly", "keep=1"));
    expiresIn(-25 * 3600);
    rules.announce("b", "owner b", Map.of("nightly", "keep=2"));

    rules.removeExpired();

    assertThat(repository.database().ask("SELECT daemon FROM retention_daemon_rules"))
        .containsExactly("b");
  }

  private void expiresIn(long seconds) {
    repository
        .database()
        .change(
            "UPDATE retention_daemon_rules SET expires_at = CURRENT_TIMESTAMP + "
                + seconds
                + " * INTERVAL '1' SECOND");
  }
}
