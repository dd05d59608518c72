package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Policy;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other readers of YAML turn some texts into something else, and leave others out. */
class YamlTrapsTest {
  private static Policy policy(String line) {
    return WrittenRules.policyWith(line).read().policy("quick-setup");
  }

  @Test
  void one_text_is_a_list_of_one() {
    assertThat(policy("partitions: MMMM").names().partitions()).hasToString("[MMMM]");
  }

  @Test
  void one_text_with_commas_is_a_list() {
    assertThat(policy("collections: a, b ,c").scope().collections()).hasToString("[a, b, c]");
  }

  @Test
  void a_comma_within_an_element_of_a_list_is_a_mistake() {
    assertThat(WrittenRules.policyWith("exclude-collections: [\"a,b\", \"c\"]").refusedOnce())
        .isEqualTo(
            "retention.policies.quick-setup.exclude-collections[0]: \"a,b\" has , in it, which no"
                + " name in Milvus can hold; write each name as an item of its own: [\"logs_a\","
                + " \"logs_b\"]; a policy has one database");
    assertThat(WrittenRules.policyWith("partitions: [\"uuuu-MM,uuuu\"]").refusedOnce())
        .contains("has , in it")
        .endsWith("write each pattern as an item of its own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exclude-collections: [logs_\u200b]",
        "exclude-collections: \u00a0logs_b",
        "exclude-collections: [default.logs_b]",
        "collections: [logs_é]",
        "database: \"!logs\"",
        "database: logs\u200b",
      })
  void a_name_that_milvus_cannot_have_is_refused_and_shown(String line) {
    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .contains("no name in Milvus can hold")
        .doesNotContainPattern("\\p{Cf}");
  }

  @Test
  void a_list_on_lines_of_its_own_is_a_list() {
    assertThat(policy("collections:\n        - a\n        - \"b*\"").scope().collections())
        .hasToString("[a, b*]");
  }

  @Test
  void numbers_in_a_list_are_text() {
    assertThat(policy("partitions: [uuuu, \"'2026'uuuu\"]").names().partitions())
        .hasToString("[uuuu, '2026'uuuu]");
    assertThat(WrittenRules.policyWith("collections: [2026, 0x10]").refusedAnywhere())
        .satisfiesExactly(
            first -> assertThat(first).contains("[0]: \"2026\" begins with 2"),
            second -> assertThat(second).contains("[1]: \"0x10\" begins with 0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-15",
        "12:30:45",
        "010",
        "0x10",
        "1_000",
        "1e3",
        "1.5",
        ".5",
        ".inf",
        "+1",
        "on",
        "no",
        "y",
        "Yes",
        "OFF",
        "true",
        "null",
        "~",
        "2026-01-15T00:00:00Z",
        "0b11",
        "190:20:30"
      })
  void every_scalar_is_the_text_that_is_written(String text) {
    String list = "collections: [" + text + ", '" + text + "', \"" + text + "\"]";
    if (text.matches("[A-Za-z]+")) {
      assertThat(policy(list).scope().collections())
          .hasToString("[" + text + ", " + text + ", " + text + "]");
      assertThat(policy("database: " + text).scope().database()).hasToString(text);
    } else {
      assertThat(WrittenRules.policyWith(list).refused())
          .hasSize(3)
          .allMatch(line -> line.contains("]: \"" + text + "\" "));
    }
    Rules rules =
        WrittenRules.clusterWith(
                "uri: https://localhost:19530", "token: " + text, "ssl-bundle: " + text)
            .read();
    Cluster cluster = rules.clusterOf(rules.policy("quick-setup"));
    assertThat(cluster.token().value()).isEqualTo(text);
    assertThat(cluster.sslBundle()).isEqualTo(text);
  }

  @Test
  void what_yaml_would_rewrite_is_refused_as_it_is_written() {
    assertThat(WrittenRules.policyWith("keep: 12:30:00").refusedOnce())
        .contains("\"12:30:00\" is neither");
    assertThat(policy("locale: no").names().partitions())
        .containsExactly(NamePattern.of("MMMM", Locale.forLanguageTag("no")));
    assertThat(WrittenRules.policyWith("keep: true").refusedOnce()).contains("\"true\"");
    assertThat(WrittenRules.policyWith("schedule: ~").refusedOnce()).contains("\"~\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456", "1.5e+3", "123456789012345678901234567890", "1_000", "on"})
  void a_token_is_sent_as_it_is_written(String token) {
    Rules rules = WrittenRules.clusterWith("uri: http://localhost:19530", "token: " + token).read();

    assertThat(rules.clusterOf(rules.policy("quick-setup")).token().value()).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"collections:", "collections: []", "collections: ''", "collections: '  '"})
  void a_list_that_must_not_be_empty(String line) {
    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .contains(".collections")
        .endsWith(": is an empty list; write collections: [quick_setup]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"collections: [a, '']", "collections: [a, \"\"]", "collections: 'a,,b'"})
  void an_element_that_must_not_be_empty(String line) {
    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .startsWith("retention.policies.quick-setup.collections[1]")
        .endsWith("is empty; write collections: [quick_setup]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclude-collections:", "exclude-collections: []"})
  void a_list_that_may_be_left_out_must_not_be_empty_either(String line) {
    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .isEqualTo(
            "retention.policies.quick-setup.exclude-collections: is an empty list; write a value,"
                + " or delete the line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone:", "lead: ''", "schedule:", "keep-newest: \"\""})
  void a_key_without_a_value_does_not_mean_its_default(String line) {
    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .endsWith(": is empty; write a value, or delete the line");
  }

  @Test
  void a_key_without_a_value_that_is_required_is_shown_one() {
    assertThat(WrittenRules.policyWith("keep:").refusedOnce())
        .isEqualTo("retention.policies.quick-setup.keep: is empty; write keep: P3M");
    assertThat(WrittenRules.policyWith("cluster:").refusedOnce())
        .isEqualTo("retention.policies.quick-setup.cluster: is empty; write cluster: prod");
  }

  @Test
  void blanks_around_a_value_do_not_count() {
    assertThat(policy("keep: ' P5M '").keep()).hasToString("P5M");
    assertThat(policy("collections: [' a ']").scope().collections()).hasToString("[a]");
  }
}
