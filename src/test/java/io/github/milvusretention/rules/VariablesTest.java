package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment variables override single values of the file, and cannot do anything else. */
class VariablesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETENTION_POLICIES_QUICKSETUP_KEEP",
        "RETENTION_POLICIES_QUICK_SETUP_KEEP",
        "retention_policies_quicksetup_keep",
        "retention.policies.quick-setup.keep",
      })
  void a_variable_overrides_the_policy_of_the_file_and_makes_no_second_one(String variable) {
    Rules rules = WrittenRules.sound().variable(variable, "P5M").read();

    assertThat(rules.policies()).containsOnlyKeys("quick-setup");
    assertThat(rules.policy("quick-setup").keep()).hasToString("P5M");
  }

  @Test
  void a_variable_sets_a_token() {
    Rules rules =
        WrittenRules.sound().variable("RETENTION_CLUSTERS_PROD_TOKEN", "root:Milvus").read();

    assertThat(rules.clusterOf(rules.policy("quick-setup")).token().value())
        .isEqualTo("root:Milvus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETENTION_POLICIES_QUICKSETUP_KEEPNEWEST",
        "RETENTION_POLICIES_QUICK_SETUP_KEEP_NEWEST",
      })
  void a_variable_sets_what_the_file_leaves_to_its_default(String variable) {
    assertThat(
            WrittenRules.sound().variable(variable, "7").read().policy("quick-setup").keepNewest())
        .isEqualTo(7);
  }

  @Test
  void a_variable_sets_the_lease_time() {
    assertThat(WrittenRules.sound().variable("RETENTION_LEASE_TIME", "40s").read().leaseTime())
        .hasSeconds(40);
  }

  @Test
  void a_list_is_overridden_as_a_whole_by_commas_or_by_places() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICKSETUP_COLLECTIONS", "a, b")
                .read()
                .policy("quick-setup")
                .scope()
                .collections())
        .hasToString("[a, b]");
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICK_SETUP_COLLECTIONS_0", "a")
                .variable("RETENTION_POLICIES_QUICK_SETUP_COLLECTIONS_1", "b")
                .read()
                .policy("quick-setup")
                .scope()
                .collections())
        .hasToString("[a, b]");
  }

  @ParameterizedTest
  @CsvSource({
    "RETENTION_POLICIES_QUICKSETUP_KEEP_NEWEST, RETENTION_POLICIES_QUICKSETUP_KEEPNEWEST",
    "RETENTION_POLICIES_QUICK_SETUP_KEEPNEWEST, RETENTION_POLICIES_QUICKSETUP_KEEPNEWEST",
    "RETENTION_CLUSTERS_PROD_REQUEST__TIMEOUT, RETENTION_CLUSTERS_PROD_REQUESTTIMEOUT",
  })
  void a_variable_that_spring_boot_would_pass_over_is_told_its_name(String written, String right) {
    assertThat(WrittenRules.sound().variable(written, "9").refusedOnce())
        .isEqualTo("environment variable " + written + ": sets nothing; write " + right + ", once");
  }

  @Test
  void a_misspelt_variable_is_told_its_name() {
    assertThat(
            WrittenRules.sound().variable("RETENTION_CLUSTER_PROD_TOKEN", "secret").refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_CLUSTER_PROD_TOKEN: sets nothing; did you mean"
                + " RETENTION_CLUSTERS_PROD_TOKEN?");
  }

  @ParameterizedTest
  @CsvSource({
    "RETENTION_LEASETIM, did you mean RETENTION_LEASETIME?",
    "RETENTION_LEASE__TIME, 'write RETENTION_LEASETIME, once'",
    "RETENTION_CLOCKTOLERANCES, did you mean RETENTION_CLOCKTOLERANCE?",
    "RETENTION_DATADIR, 'write RETENTION_DATA_DIR, once'",
    "RETENTION_DATA_DIRS, did you mean RETENTION_DATA_DIR?",
    "retention.lease-tim, did you mean RETENTION_LEASETIME?",
    "RETENTION_CONFIG, --config names the rules file",
    "RETENTION_KEEP, the variables are RETENTION_CLUSTERS_NAME_KEY",
  })
  void a_variable_of_no_cluster_and_no_policy_that_is_not_known_is_refused(
      String variable, String cure) {
    assertThat(WrittenRules.sound().variable(variable, "7m").refusedOnce())
        .startsWith("environment variable " + variable + ": sets nothing; ")
        .contains(cure);
  }

  @Test
  void a_variable_sets_the_clock_tolerance() {
    assertThat(
            WrittenRules.sound().variable("RETENTION_CLOCKTOLERANCE", "1s").read().clockTolerance())
        .hasSeconds(1);
  }

  @Test
  void a_variable_never_defines_a_policy() {
    assertThat(
            WrittenRules.sound().variable("RETENTION_POLICIES_NIGHTLY_KEEP", "P1D").refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_POLICIES_NIGHTLY_KEEP: sets nothing; name a policy or"
                + " cluster of the file: RETENTION_POLICIES_NAME_KEY or"
                + " RETENTION_CLUSTERS_NAME_KEY, the name and the key without - and _");
  }

  @Test
  void two_variables_for_one_value_are_refused() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "P4M")
                .variable("RETENTION_POLICIES_QUICK_SETUP_KEEP", "P5M")
                .refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_POLICIES_QUICK_SETUP_KEEP: sets nothing; write"
                + " RETENTION_POLICIES_QUICKSETUP_KEEP, once");
  }

  @Test
  void a_gap_in_a_list_is_refused() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICKSETUP_COLLECTIONS_0", "a")
                .variable("RETENTION_POLICIES_QUICKSETUP_COLLECTIONS_2", "c")
                .refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_POLICIES_QUICKSETUP_COLLECTIONS_2: sets nothing; write"
                + " RETENTION_POLICIES_QUICKSETUP_COLLECTIONS_0,"
                + " RETENTION_POLICIES_QUICKSETUP_COLLECTIONS_1 and so on without a gap, or"
                + " RETENTION_POLICIES_QUICKSETUP_COLLECTIONS alone");
  }

  @Test
  void a_variable_that_means_two_values_is_refused() {
    String yaml =
        """
        retention:
          clusters:
            prod: {uri: "http://localhost:19530"}
          policies:
            x: {cluster: prod, collections: [a], partitions: ["uuuu"], keep: P3M}
            x-exclude: {cluster: prod, collections: [b], partitions: ["uuuu"], keep: P3M}
        """;

    assertThat(
            WrittenRules.yaml(yaml)
                .variable("RETENTION_POLICIES_X_EXCLUDE_COLLECTIONS", "c")
                .refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_POLICIES_X_EXCLUDE_COLLECTIONS: sets"
                + " retention.policies.x-exclude.collections and"
                + " retention.policies.x.exclude-collections; write it with no _ within the name"
                + " and none within the key");
  }

  @Test
  void variables_that_are_no_rules_are_left_alone() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_DATA_DIR", "/data")
                .variable("RETENTION", "yes")
                .variable("RETENTIONDAYS", "5")
                .variable("MILVUS_RETENTION_JAVA_OPTS", "-Xmx1g")
                .variable("RETENTION_SERVICE_HOST", "10.0.0.1")
                .variable("RETENTION_SERVICE_PORT_HTTP", "80")
                .variable("RETENTION_PORT", "tcp://10.0.0.1:80")
                .variable("RETENTION_WEB_PORT_80_TCP_ADDR", "10.0.0.1")
                .variable("PATH", "/bin")
                .read()
                .policies())
        .hasSize(1);
  }

  @Test
  void a_mistake_says_which_variable_it_came_from() {
    assertThat(
            WrittenRules.sound()
                .variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "soon")
                .refusedOnce())
        .startsWith(
            "environment variable RETENTION_POLICIES_QUICKSETUP_KEEP:"
                + " retention.policies.quick-setup.keep: \"soon\" is neither");
  }

  @ParameterizedTest
  @CsvSource({"CLUSTERS_PROD_TOKEN, token", "POLICIES_QUICKSETUP_COLLECTIONS, collections"})
  void an_empty_variable_is_not_taken_for_an_unset_one(String variable, String key) {
    assertThat(WrittenRules.sound().variable("RETENTION_" + variable, "").refusedOnce())
        .startsWith("environment variable RETENTION_" + variable + ": ")
        .contains("." + key)
        .contains(": is ")
        .contains("empty");
  }

  @Test
  void a_value_of_a_variable_is_literal() {
    Rules rules =
        WrittenRules.sound()
            .variable("RETENTION_CLUSTERS_PROD_TOKEN", "root:pa${HOME}s\\${x")
            .variable("HOME", "/root")
            .read();

    assertThat(rules.clusterOf(rules.policy("quick-setup")).token().value())
        .isEqualTo("root:pa${HOME}s\\${x");
  }

  @Test
  void a_placeholder_that_a_variable_overrides_needs_no_value() {
    Rules rules =
        WrittenRules.policyWith("keep: ${UNSET}")
            .variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "P5M")
            .read();

    assertThat(rules.policy("quick-setup").keep()).hasToString("P5M");
  }

  @Test
  void a_system_property_sets_nothing() {
    System.setProperty("retention.policies.quick-setup.keep", "P6M");
    try {
      assertThat(WrittenRules.sound().read().policy("quick-setup").keep()).hasToString("P3M");
    } finally {
      System.clearProperty("retention.policies.quick-setup.keep");
    }
  }
}
