package io.github.milvusretention.rules.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
  private static final String RULES =
      """
      retention:
        clusters:
          prod:
            uri: http://localhost:19530
            token: root:s3cret
        policies:
          docs:
            cluster: prod
            collections: [docs, "logs_*"]
            exclude-collections: [logs_old]
            partitions: ["'p_'uuuu_MM", "MMMM"]
            keep: P3M
            locale: fr
            schedule: "0 15 3 * * ?"
      """;

  @Test
  void hasEveryValueInTheWordsOfTheRulesAndNoSecret() {
    assertThat(of(RULES))
        .startsWith(
            """
            policy: docs
            cluster: prod
            uri: http://localhost:19530
            database: default
            collections: ["docs", "logs_*"]
            exclude-collections: ["logs_old"]
            partitions: ["'p_'uuuu_MM", "MMMM"]
            keep: P3M
            keep-newest: 1
            max-drops: 50
            max-share: 50%
            """)
        .contains("\nzone: UTC\n", "\nschedule: 0 15 3 * * ?\n", "\nlocale: fr")
        .doesNotContain("s3cret", "token", "null", "lead");
  }

  @Test
  void namesEveryKeyThatIsSet() {
    Rules rules = read(RULES);
    long set =
        RulesChange.values(rules.policy("docs")).values().stream()
            .filter(value -> !value.equals(RulesChange.NOT_SET))
            .count();

    // Beside them the address of the cluster, and the locale of the patterns.
    assertThat(of(RULES).lines().count()).isEqualTo(set + 2);
  }

  private static String of(String text) {
    Rules rules = read(text);
    return PolicyText.of(rules, rules.policy("docs"));
  }

  private static Rules read(String text) {
    return WrittenRules.yaml(text).read();
  }
}
