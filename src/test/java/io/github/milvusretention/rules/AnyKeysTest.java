package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.milvusretention.rules.yaml.RulesText;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever stands in the file, the answer is rules or a list of mistakes. */
class AnyKeysTest {
  private static final String SECRET = "s3cr3t-k3y";
  private static final Keys CLUSTER = Keys.TOP.beneath("clusters");
  private static final Pattern MISTAKE =
      Pattern.compile("(rules\\.yaml(:\\d+:\\d+)?|environment variable [^ ]+): .*; .+");
  private static final List<String> KEYS =
      List.of(
          "retention",
          "clusters",
          "policies",
          "prod",
          "quick-setup",
          "quickSetup",
          "keep",
          "uri",
          "collections",
          "partitions",
          "lease-time",
          "leaseTime",
          "[0]",
          "a.b",
          "''",
          "~",
          "on",
          "1",
          "<<",
          "token",
          "keep-newest",
          "max_share");
  private static final List<String> VALUES =
      List.of(
          "",
          "' '",
          "P3M",
          "MMMM",
          "prod",
          "7",
          "true",
          "1.5",
          "${X}",
          "${",
          "\\${",
          "a,b",
          ",",
          "[]",
          "[a]",
          "[[a]]",
          "[{a: b}]",
          "{}",
          "{a: b}",
          "|\n text",
          "http://localhost:19530",
          "'*'");
  private static final List<String> VARIABLES =
      List.of(
          "POLICIES",
          "CLUSTERS",
          "QUICK",
          "SETUP",
          "QUICKSETUP",
          "PROD",
          "KEEP",
          "NEWEST",
          "COLLECTIONS",
          "0",
          "1",
          "x",
          "");

  @Test
  void any_keys_end_in_rules_or_mistakes_and_no_token_is_shown() {
    RandomCases.times(500, cases -> check(WrittenRules.yaml(tree(cases, 0))));
  }

  @Test
  void any_change_to_good_rules_ends_in_rules_or_mistakes_and_no_token_is_shown() {
    String sound =
        """
        retention:
          policies:
            quick-setup:
              cluster: prod
              collections: [quick_setup]
              partitions: ["MMMM"]
              keep: P3M
          clusters:
            prod:
              uri: "http://localhost:19530"
        """;
    RandomCases.times(
        1_000,
        cases -> {
          StringBuilder text = new StringBuilder(sound);
          for (int i = cases.number(4); i >= 0; i--) {
            int at = cases.number(text.length());
            String piece = cases.text("\t\n\r :-#&*!|>'\"%@`,[]{}?~${}\\x\u00e9\u0000\u2028", 3);
            text.replace(at, at + cases.number(2), piece);
          }
          check(WrittenRules.yaml(text + "      token: " + SECRET + "\n"));
        });
  }

  @Slow
  @Test
  void variables_of_any_name_are_refused_or_leave_the_names_alone() {
    RandomCases.times(
        300,
        cases -> {
          WrittenRules rules = WrittenRules.sound();
          for (int i = cases.number(4); i > 0; i--) {
            StringBuilder name = new StringBuilder("RETENTION");
            for (int part = cases.number(6); part > 0; part--) {
              name.append('_').append(cases.of(VARIABLES));
            }
            rules.variable(name.toString(), cases.of(List.of("", "a", "1", "P3M", "${X}")));
          }
          check(rules);
          if (!rules.outcome().startsWith("environment variable ")) {
            Rules read = rules.read();
            assertThat(read.policies()).containsOnlyKeys("quick-setup");
            assertThat(read.clusters()).containsOnlyKeys("prod");
          }
        });
  }

  @Test
  void a_large_file_is_answered_soon() {
    String many = "retention:\n  policies:\n";
    String name = "    p%d: {keep: P3M, kepp: 1, cluster: c, partitions: [uuuu]}\n";
    StringBuilder large = new StringBuilder(many);
    for (int i = 0; i < (Tier.isThorough() ? 500 : 100); i++) {
      large.append(name.formatted(i));
    }
    for (String text :
        List.of(
            large.toString(),
            "[".repeat(RulesText.LARGEST),
            "{a: ".repeat(60_000),
            "? ".repeat(130_000),
            "- ".repeat(130_000),
            "a".repeat(RulesText.LARGEST),
            "a: &a [" + "a,".repeat(130_000),
            "!".repeat(RulesText.LARGEST),
            "retention: {" + "a: ,".repeat(60_000) + "}",
            "retention: " + "${".repeat(130_000),
            "retention: {lease-time: '" + "${a:".repeat(60_000) + "'}")) {
      assertTimeoutPreemptively(
          Duration.ofMinutes(5), () -> check(WrittenRules.yaml(text)), () -> text.substring(0, 40));
    }
  }

  @Slow
  @Test
  void a_long_value_is_answered_soon() {
    RandomCases.times(10, AnyKeysTest::playLongValues);
  }

  private static void playLongValues(RandomCases cases) {
    List<String> pieces = List.of("a.", "1", "-1", "M", "[", "{", "a:b@", "* ", "'", "1,", "0 ");
    for (Keys keys : List.of(Keys.TOP, CLUSTER, Keys.POLICY)) {
      for (String key : keys.names()) {
        checkLong(keys, key, cases.of(pieces).repeat(20_000));
      }
    }
    checkLong(Keys.POLICY, "keep", "${a:".repeat(20_000) + "}".repeat(20_000));
  }

  private static void checkLong(Keys keys, String key, String value) {
    String line = key + ": \"" + value + "\"";
    WrittenRules rules =
        keys == Keys.TOP
            ? WrittenRules.topWith(line)
            : keys == CLUSTER ? WrittenRules.clusterWith(line) : WrittenRules.policyWith(line);
    assertTimeoutPreemptively(Duration.ofMinutes(5), () -> check(rules), () -> key);
  }

  private static String tree(RandomCases cases, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = cases.number(4); i >= 0; i--) {
      text.append("  ".repeat(depth)).append(depth == 0 ? KEYS.get(0) : cases.of(KEYS)).append(":");
      if (depth < 5 && !cases.oneIn(3)) {
        text.append("\n").append(tree(cases, depth + 1));
      } else {
        text.append(" ").append(cases.oneIn(9) ? "{token: " + SECRET + "}" : cases.of(VALUES));
        text.append("\n");
      }
      if (depth == 0 && !cases.oneIn(20)) {
        return text.toString();
      }
    }
    return text.toString();
  }

  private static void check(WrittenRules rules) {
    String outcome = rules.outcome();
    assertThat(outcome).doesNotContain(SECRET);
    if (!outcome.startsWith("Rules[")) {
      assertThat(outcome.lines()).as(outcome).allMatch(line -> MISTAKE.matcher(line).matches());
    }
  }
}
