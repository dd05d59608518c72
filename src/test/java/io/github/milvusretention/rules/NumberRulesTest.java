package io.github.milvusretention.rules;

import static io.github.milvusretention.rules.QuickSetup.policy;
import static io.github.milvusretention.rules.QuickSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts and lengths of a policy. */
class NumberRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"P0D", "7d", "P-7D", "PT30M", "off"})
  void a_grace_is_a_length_as_keep_is(String written) {
    assertThat(refused("grace: " + written)).startsWith("retention.policies.quick-setup.grace: ");
  }

  @ParameterizedTest
  @CsvSource({"P1W, P7D", "P10D, P10D", "P3M, P3M", "PT36H, PT36H"})
  void a_period_is_a_length(String written, String length) {
    assertThat(policy("partitions: [uuuuMMdd]\n      period: " + written).names().period())
        .hasToString(length);
    assertThat(policy("partitions: [uuuuMMdd]").names().period()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "uuuuMM, 1 week, is neither an ISO-8601 period nor a duration in hours",
    "uuuuMM, P1W, P7D is shorter than the month that",
    "MMMM, P3M, 'is set, but names of \"MMMM\" have no year'",
  })
  void a_period_that_does_not_fit_is_refused(String pattern, String period, String problem) {
    assertThat(refused("partitions: [" + pattern + "]\n      period: " + period))
        .startsWith("retention.policies.quick-setup.period")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "keep-newest: -1",
    "keep-newest: 1.5",
    "keep-newest: ١",
    "keep-newest: 01",
    "keep-newest: 0x10",
    "keep-newest: 0o7",
    "keep-newest: 1_000",
    "keep-newest: 1e3",
    "keep-newest: +1",
    "keep-newest: 1:30",
    "keep-newest: .inf",
    "keep-newest: ~",
    "keep-newest: null",
    "keep-newest: true",
    "max-drops: 0",
    "max-drops: 1000001",
    "max-drops: 99999999999",
    "concurrency: 0",
    "concurrency: 65",
    "concurrency: four",
    "release-batch: 0",
    "release-batch: 257"
  })
  void a_count_out_of_range_is_refused(String line) {
    assertThat(refused(line)).contains("; write a number from ");
  }

  @ParameterizedTest
  @CsvSource({
    "keep-newest: -1, '\"-1\" must not be negative; write a number from 0 to 1000000'",
    "keep-newest: 010, '\"010\" begins with 0, as octal numbers do; write a number from 0 to"
        + " 1000000'",
    "max-drops: 1_000, '\"1_000\" is not a whole number in decimal digits; write a number from 1 to"
        + " 1000000'",
    "max-age: -1h, '\"-1h\" must not be negative; write 1m to 3650d'",
  })
  void a_number_says_what_is_wrong_with_it(String line, String message) {
    assertThat(refused(line))
        .isEqualTo(
            "retention.policies.quick-setup." + line.substring(0, line.indexOf(':') + 2) + message);
  }

  @ParameterizedTest
  @CsvSource({
    "90d, P90D",
    "90 days, P90D",
    "1 Day, P1D",
    "3m, P3M",
    "3months, P3M",
    "2w, P2W",
    "1 year, P1Y",
    "48h, PT48H",
    "36 hours, PT36H",
  })
  void a_length_in_another_form_is_answered_with_the_right_one(String written, String right) {
    assertThat(refused("keep: " + written))
        .isEqualTo(
            "retention.policies.quick-setup.keep: \""
                + written
                + "\" is neither an ISO-8601 period nor a duration in hours; write "
                + right);
  }
}
