package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML turns some texts into something else, and leaves others out. */
class YamlTrapsTest {
  private static Policy policy(String line) {
    return WrittenRules.policyWith(line).read().policy("quick-setup");
  }

  @Test
  void one_text_is_a_list_of_one() {
    assertThat(policy("partitions: MMMM").partitions()).hasToString("[MMMM]");
  }

  @Test
  void one_text_with_commas_is_a_list() {
    assertThat(policy("collections: a, b ,c").collections()).hasToString("[a, b, c]");
  }

  @Test
  void a_comma_within_an_element_of_a_list_stays() {
    assertThat(policy("collections: [\"a,b\", \"c\"]").collections())
        .hasSize(2)
        .hasToString("[a,b, c]");
  }

  @Test
  void a_list_on_lines_of_its_own_is_a_list() {
    assertThat(policy("collections:\n        - a\n        - \"b*\"").collections())
        .hasToString("[a, b*]");
  }

  @Test
  void numbers_in_a_list_are_text() {
    assertThat(policy("collections: [2026, 1.5]").collections()).hasToString("[2026, 1.5]");
  }

  @Test
  void what_looks_like_a_date_or_a_number_is_text() {
    assertThat(policy("collections: [2026-01-15]").collections()).hasToString("[2026-01-15]");
    assertThat(policy("keep-newest: 01").keepNewest()).isEqualTo(1);
    assertThat(policy("max-share: 75%").maxShare()).hasToString("75%");
    assertThat(WrittenRules.policyWith("keep: 12:30:00").refusedOnce())
        .contains("\"45000\" is neither");
  }

  @ParameterizedTest
  @ValueSource(strings = {"locale: no", "database: on", "zone: yes", "cluster: off", "keep: true"})
  void what_yaml_reads_as_a_truth_wants_quotes(String line) {
    String key = line.substring(0, line.indexOf(':'));

    assertThat(WrittenRules.policyWith(line).refusedOnce())
        .startsWith("retention.policies.quick-setup." + key)
        .endsWith("is on, off, yes, no, true or false to YAML; put the text in quotes");
    assertThat(policy("collections: [\"on\"]").collections()).hasToString("[on]");
    assertThat(WrittenRules.policyWith("collections: [docs, on]").refusedOnce())
        .startsWith("retention.policies.quick-setup.collections[1] = true: is on, off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456", "1.5e+3", "123456789012345678901234567890", "1_000"})
  void a_token_that_yaml_would_rewrite_wants_quotes(String digits) {
    assertThat(
            WrittenRules.clusterWith("uri: http://localhost:19530", "token: " + digits)
                .refusedOnce())
        .isEqualTo(
            "retention.clusters.prod.token = ***: is a number to YAML, which may rewrite it; put it"
                + " in quotes");
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
  @ValueSource(strings = {"collections: [a, '']", "collections: [a, ~]", "collections: 'a,,b'"})
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
  @ValueSource(strings = {"zone:", "lead: ''", "schedule: ~", "keep-newest: null"})
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
    assertThat(policy("collections: [' a ']").collections()).hasToString("[a]");
  }

  @Test
  void a_list_may_come_from_a_source_that_knows_lists() {
    assertThat(
            WrittenRules.sound()
                .property("retention.policies.quick-setup.collections", List.of("a,b", "c"))
                .read()
                .policy("quick-setup")
                .collections())
        .hasToString("[a,b, c]");
  }
}
