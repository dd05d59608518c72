package io.github.milvusretention.rules.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesFingerprintTest {
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
            collections: [docs, logs]
            partitions: ["MMMM"]
            keep: P3M
      """;

  @Test
  void theSameRulesAreTheSameHoweverTheyAreWritten() {
    assertThat(of(RULES).toString())
        .isEqualTo(
            of("# a comment\n" + RULES.replace("[docs, logs]", "[docs,  'logs']")).toString());
    assertThat(of(RULES).toString()).isEqualTo(of(RULES + "      zone: UTC\n").toString());
  }

  @Test
  void whoMayActInTheConsoleIsNoRuleByWhichSomethingIsDropped() {
    String hash = "sha256:" + "0a".repeat(32);
    String console =
        "retention:\n  console:\n    read-only: true\n    tokens:\n      ci: {hash: %s, roles: [viewer]}\n"
            .formatted(hash);

    assertThat(of(RULES.replace("retention:\n", console)).differencesFrom(of(RULES))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep: P3M | keep: P4M | keep",
        "[docs, logs] | [docs] | collections",
        "[docs, logs] | [docs_logs] | collections",
        "keep: P3M | keep: P3M@zone: Asia/Tokyo | zone",
        "keep: P3M | keep: P3M@locale: fr | partitions",
        "keep: P3M | keep: P3M@max-drops: 7 | max-drops",
        "keep: P3M | keep: P3M@database: other | database",
        "keep: P3M | keep: P3M@concurrency: 2 | concurrency",
        "keep: P3M | keep: P3M@release-batch: 2 | release-batch",
        "keep: P3M | keep: P3M@schedule: 0 15 3 * * ? | schedule",
        "localhost:19530 | localhost:19531 | uri",
      })
  void eachDifferenceIsNamedByItsKey(String before, String after, String key) {
    String other = RULES.replace(before, after.replace("@", "\n      "));
    assertThat(other).isNotEqualTo(RULES);

    assertThat(of(RULES).differencesFrom(of(other))).containsExactly(key);
    assertThat(of(other).differencesFrom(of(RULES))).containsExactly(key);
  }

  @Test
  void whatHoldsForAllPoliciesCounts() {
    String other = RULES.replace("retention:\n", "retention:\n  clock-tolerance: 1m\n");

    assertThat(of(RULES).differencesFrom(of(other))).containsExactly("clock-tolerance");
  }

  @Test
  void everyKeyOfAPolicyIsPartOfIt() {
    Set<String> keys = new TreeSet<>(WrittenRules.policyKeys());
    keys.remove("locale"); // part of its patterns
    keys.remove("notify"); // changes nothing that is done
    keys.addAll(Set.of("name", "uri", "clock-tolerance", "holds"));

    assertThat(of(RULES).toString().lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyElementsOf(keys);
  }

  @Test
  void aTokenIsNotPartOfIt() {
    assertThat(of(RULES).toString())
        .isEqualTo(of(RULES.replace("s3cret", "0ther")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void itsTextIsReadBack() {
    RulesFingerprint ours = of(RULES);

    assertThat(ours.differencesFrom(RulesFingerprint.parse(ours.toString()))).isEmpty();
    assertThat(ours.differencesFrom(RulesFingerprint.parse(ours + "\ngrace=0123456789abcdef")))
        .as("of another version of the program")
        .isEqualTo(Set.of("grace"));
    assertThat(RulesFingerprint.parse("").differencesFrom(ours)).contains("keep", "zone");
  }

  private static RulesFingerprint of(String yaml) {
    Rules rules = WrittenRules.yaml(yaml).read();
    return RulesFingerprint.of(rules, rules.policy("docs"));
  }
}
