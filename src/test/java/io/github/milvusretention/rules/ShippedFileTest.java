package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.console.TokenHash;
import io.github.milvusretention.rules.process.RulesFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** config/retention.yaml works as it is, is the reference of every key. */
class ShippedFileTest {
  private static String text() throws IOException {
    return Files.readString(Path.of("config", "retention.yaml"));
  }

  /** Takes away each # that stands right before a key. */
  private static String uncommented() throws IOException {
    return text().replaceAll("(?m)^( *)#(?=[a-z])", "$1");
  }

  @Test
  void it_reads_without_a_mistake() throws IOException {
    Rules rules = WrittenRules.yaml(text()).read();
    Policy policy = rules.policy("quick-setup");

    assertThat(rules.policies()).hasSize(1);
    assertThat(rules.clusterOf(policy).uri()).hasToString("http://127.0.0.1:19530");
    assertThat(rules.clusterOf(policy).token().value()).isEqualTo("root:Milvus");
    assertThat(policy.timetable().schedule()).isEqualTo("0 15 3 * * ?");
    assertThat(policy.limits().maxShare()).hasToString("75%");
  }

  @Test
  void what_is_commented_out_reads_too() throws IOException {
    Rules rules = readUncommented();

    assertThat(rules.clusters()).containsOnlyKeys("local", "cloud");
    assertThat(rules.policies()).containsOnlyKeys("quick-setup", "daily-logs");
    assertThat(rules.holds()).containsOnlyKeys("audit-2026");
    assertThat(rules.notifications().targets()).containsOnlyKeys("chat", "alive");
    assertThat(rules.console().users()).containsOnlyKeys("ann");
    assertThat(rules.console().oidc()).isNotNull();
    assertThat(rules.console().tokens()).containsOnlyKeys("board");
  }

  private static Rules readUncommented() throws IOException {
    return WrittenRules.yaml(uncommented())
        .variable("ZILLIZ_TOKEN", "key")
        .variable("CHAT_URL", "https://chat.example.org/hooks/1")
        .variable("HEARTBEAT_URL", "https://hc-ping.com/1")
        .variable("ANN_PASSWORD", "{bcrypt}$2a$10$" + "a".repeat(53))
        .variable("OIDC_SECRET", "a secret")
        .variable("BOARD_TOKEN", TokenHash.of("a token").value())
        .read();
  }

  @Test
  void commented_defaults_are_the_defaults() throws IOException {
    RulesFingerprint written = fingerprint(readUncommented());
    RulesFingerprint left = fingerprint(WrittenRules.yaml(text()).read());

    assertThat(written.differencesFrom(left))
        .as("but for those whose commented line is an example, as there is nothing by default")
        .isSubsetOf(
            "exclude-collections",
            "lead",
            "max-age",
            "stop-after",
            "grace",
            "content-check",
            "holds");
  }

  private static RulesFingerprint fingerprint(Rules rules) {
    return RulesFingerprint.of(rules, rules.policy("quick-setup"));
  }

  @Test
  void it_shows_every_key() throws IOException {
    List<String> keys =
        uncommented()
            .lines()
            .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
            .map(line -> line.substring(0, line.indexOf(':')).strip())
            .toList();

    assertThat(keys).containsAll(namesIn(Keys.TOP).toList());
  }

  private static Stream<String> namesIn(Keys keys) {
    return Stream.concat(
        keys.names().stream(), keys.beneath().values().stream().flatMap(ShippedFileTest::namesIn));
  }

  @Test
  void the_example_in_its_heading_works() throws IOException {
    Rules rules =
        WrittenRules.yaml(text())
            .variable("RETENTION_CLUSTERS_LOCAL_TOKEN", "key")
            .variable("RETENTION_POLICIES_QUICKSETUP_KEEPNEWEST", "3")
            .read();

    assertThat(rules.policy("quick-setup").keepNewest()).isEqualTo(3);
    assertThat(rules.clusterOf(rules.policy("quick-setup")).token().value()).isEqualTo("key");
  }
}
