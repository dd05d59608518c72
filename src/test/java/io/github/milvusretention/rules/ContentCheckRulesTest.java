package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys beneath a key of a policy. */
class ContentCheckRulesTest {
  private static final String POLICY = "retention.policies.quick-setup";
  private static final ContentCheck READ =
      new ContentCheck("created_at", FieldUnit.MILLIS, WhenUnloaded.KEEP);

  private static @Nullable ContentCheck check(WrittenRules rules) {
    return rules.read().policy("quick-setup").caution().contentCheck();
  }

  @Test
  void without_the_key_there_is_none() {
    assertThat(check(WrittenRules.sound())).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          content-check: {field: created_at, unit: millis}
          contentCheck: {field: created_at, unit: millis}
          content_check: {FIELD: ' created_at ', unit: "${X:millis}", whenUnloaded: keep}
          """)
  void it_is_read_in_every_spelling(String line) {
    assertThat(check(WrittenRules.policyWith(line))).isEqualTo(READ);
  }

  @Test
  void it_is_read_from_a_block() {
    WrittenRules block =
        WrittenRules.policyWith(
            "content-check:\n        field: at\n        unit: iso\n        when-unloaded: trust-name");

    assertThat(check(block))
        .isEqualTo(new ContentCheck("at", FieldUnit.ISO, WhenUnloaded.TRUST_NAME));
  }

  @Test
  void variables_override_it_and_can_set_all_of_it() {
    WrittenRules written =
        WrittenRules.policyWith("content-check: {field: other, unit: millis}")
            .variable("RETENTION_POLICIES_QUICKSETUP_CONTENTCHECK_FIELD", "created_at");
    WrittenRules alone =
        WrittenRules.sound()
            .variable("RETENTION_POLICIES_QUICKSETUP_CONTENTCHECK_FIELD", "created_at")
            .variable("RETENTION_POLICIES_QUICKSETUP_CONTENTCHECK_UNIT", "millis");

    assertThat(check(written)).isEqualTo(READ);
    assertThat(check(alone)).isEqualTo(READ);
  }

  @Test
  void a_variable_of_no_key_beneath_it_sets_nothing() {
    WrittenRules rules =
        WrittenRules.sound()
            .variable("RETENTION_POLICIES_QUICKSETUP_CONTENT_CHECK_FIELD", "created_at");

    assertThat(rules.refusedOnce())
        .isEqualTo(
            "environment variable RETENTION_POLICIES_QUICKSETUP_CONTENT_CHECK_FIELD: sets nothing;"
                + " write RETENTION_POLICIES_QUICKSETUP_CONTENTCHECK_FIELD, once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          content-check: {unit: millis}                    | .content-check.field: is missing; write field: created_at
          content-check: {field: at}                       | .content-check.unit: is missing; write unit: seconds
          content-check: {field: at, unit: hours}          | .content-check.unit: "hours" is not a unit of time in a field; write seconds, millis, micros or iso
          content-check: {field: a b, unit: iso}           | .content-check.field: "a b" is not a name of a field; write letters, digits and _, no digit first, such as created_at
          content-check: {field: "", unit: iso}            | .content-check.field: is empty; write field: created_at
          content-check: {field: [at], unit: iso}          | .content-check.field: takes one value, not a list; write one value after it
          content-check: {field: at, unit: iso, units: s}  | .content-check.units: is not a known key; did you mean unit?
          content-check: {field: at, unit: iso, when-unloaded: drop} | .content-check.when-unloaded: "drop" is not an answer to what is not loaded; write keep or trust-name
          content-check: created_at                        | .content-check: has a value where keys belong; the keys here are field, unit, when-unloaded
          content-check: [field]                           | .content-check: has a list where keys belong; the keys here are field, unit, when-unloaded
          content-check: {}                                | .content-check: has no keys beneath it; the keys here are field, unit, when-unloaded
          content-check:                                   | .content-check: has no keys beneath it; the keys here are field, unit, when-unloaded
          """)
  void what_is_wrong_is_told_with_its_cure(String line, String mistake) {
    assertThat(WrittenRules.policyWith(line).refusedOnce()).isEqualTo(POLICY + mistake);
  }

  @Test
  void it_is_told_at_its_place() {
    assertThat(WrittenRules.policyWith("content-check: {field: at, unit: hours}").refused().get(0))
        .startsWith("rules.yaml:11:40: retention.policies.quick-setup.content-check.unit: ");
  }

  @Test
  void still_written_is_keep_warn_or_off() {
    assertThat(WrittenRules.policyWith("still-written: true").refusedOnce())
        .isEqualTo(
            POLICY
                + ".still-written: \"true\" is not an answer to rows that are still written; write"
                + " keep, warn or off");
  }
}
