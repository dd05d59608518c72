package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A name that Milvus allows arrives as it is written, wherever it is written, or is refused: an
 * excluded collection that arrives under another name is not excluded.
 */
class AnyNameTest {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  private static final String COLLECTION = "[A-Za-z_][A-Za-z0-9_$]*";
  private static final List<String> QUOTES = List.of("", "'", "\"");

  /** Texts that YAML 1.1 or 1.2 take for something else; not all are legal names. */
  private static final List<String> ODD =
      List.of(
          "on",
          "off",
          "yes",
          "no",
          "y",
          "n",
          "Y",
          "N",
          "true",
          "False",
          "null",
          "NULL",
          "Null",
          "~",
          "0",
          "00",
          "010",
          "0o10",
          "0x10",
          "0b11",
          "1_000",
          "1e3",
          "1E3",
          "1.5e3",
          ".5",
          "5.",
          "+1",
          "-1",
          "-0",
          "12_",
          "_12",
          "__",
          "-",
          "--",
          "---",
          "2026-01-15",
          "2026-1-5",
          "12:30:45",
          "190:20:30",
          ".inf",
          "-.inf",
          ".nan",
          "0x",
          "1__0",
          "_",
          "<<",
          "=",
          "...",
          "0_0",
          "1e",
          "e1");

  @Test
  void any_text_means_what_is_written_or_is_refused() {
    RandomCases.times(300, AnyNameTest::playAnyName);
  }

  private static void playAnyName(RandomCases cases) {
    String name =
        cases.oneIn(2)
            ? cases.of(ODD)
            : LETTERS.charAt(cases.number(LETTERS.length())) + cases.text(LETTERS, 12);
    arrivesOrIsRefused(name, cases.of(QUOTES));
  }

  @Slow
  @Test
  void every_odd_text_means_what_is_written_or_is_refused() {
    for (int i = 0; i < ODD.size(); i++) {
      String name = ODD.get(i);
      if (Tier.isThorough()) {
        QUOTES.forEach(quote -> arrivesOrIsRefused(name, quote));
      } else {
        arrivesOrIsRefused(name, QUOTES.get(i % QUOTES.size()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"on", "no", "y", "null", "010", "0x10", "1_000", "1e3", "2026-01-15", "7days"})
  void names_that_are_legal_for_policies_and_clusters_arrive(String name) {
    for (String quote : QUOTES) {
      assertThat(rules(name, quote).read().policies().get(name))
          .as(quote + name + quote)
          .satisfies(policy -> arrived(name, policy));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "no", "y", "null", "_12", "e1", "_1e3", "o0x10", "days$7"})
  void names_that_are_legal_for_collections_arrive_in_lists(String name) {
    for (String quote : QUOTES) {
      String written = quote + name + quote;
      inLists(name, rules("plain", written, name).read().policy("plain"));
    }
  }

  private static void arrivesOrIsRefused(String name, String quote) {
    String written = quote + name + quote;
    arrivesInLists(name, written);
    WrittenRules rules = rules(name, quote);
    String outcome = rules.outcome();
    if (!outcome.startsWith(WrittenRules.FILE)) {
      Rules read = rules.read();
      assertThat(read.policies()).as(written).containsOnlyKeys(name);
      assertThat(read.clusters()).as(written).containsOnlyKeys(name);
      read.policies().values().forEach(policy -> arrived(name, policy));
    } else if (name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
      assertThat(outcome).as("a refusal of " + written).isEmpty();
    }
  }

  private static void arrived(String name, Policy policy) {
    assertThat(policy.name()).isEqualTo(name);
    assertThat(policy.scope().cluster()).isEqualTo(name);
    inLists(item(name), policy);
  }

  private static void inLists(String name, Policy policy) {
    assertThat(policy.scope().database()).isEqualTo(Glob.of(name));
    assertThat(policy.scope().collections()).containsExactly(Glob.of(name), Glob.of(name + "_1"));
    assertThat(policy.scope().excludeCollections()).containsExactly(Glob.of(name));
    assertThat(policy.scope().selects(name, name)).as("is excluded").isFalse();
    assertThat(policy.scope().selects(name, name + "_1")).isTrue();
  }

  /** The name as a key and in each place of a value. */
  private static WrittenRules rules(String name, String quote) {
    return rules(quote + name + quote, quote + item(name) + quote, name);
  }

  /** What no database and no collection can be named is a mistake there, so another text then. */
  private static String item(String name) {
    return name.matches(COLLECTION) ? name : "docs";
  }

  private static WrittenRules rules(String key, String written, String name) {
    return WrittenRules.yaml(
        """
        retention:
          clusters:
            %1$s: {uri: "http://localhost:19530"}
          policies:
            %1$s:
              cluster: %1$s
              database: %2$s
              collections: [%2$s, %3$s]
              exclude-collections:
                - %2$s
              partitions: [uuuu, "'%4$s'uuuu"]
              keep: P3M
        """
            .formatted(key, written, longer(written), inPattern(name)));
  }

  /** A pattern that no partition's name in Milvus can match is a mistake, so another text then. */
  private static String inPattern(String name) {
    return name.matches("[A-Za-z0-9_][A-Za-z0-9_-]*") ? name : "p";
  }

  private static String longer(String written) {
    return written.matches("['\"].*")
        ? written.substring(0, written.length() - 1) + "_1" + written.charAt(0)
        : written + "_1";
  }

  /** For names that are not for a policy. */
  private static void arrivesInLists(String name, String written) {
    WrittenRules rules = rules("plain", written, name);
    String outcome = rules.outcome();
    if (!outcome.startsWith(WrittenRules.FILE)) {
      Policy policy = rules.read().policy("plain");
      inLists(name, policy);
      assertThat(policy.names().partitions().get(1).start(inPattern(name) + "2026"))
          .as(written)
          .isPresent();
    } else {
      assertThat(name).as("refused: " + outcome).doesNotMatch(COLLECTION);
    }
  }
}
