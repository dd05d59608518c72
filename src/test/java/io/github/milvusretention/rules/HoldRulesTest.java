package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.rules.process.RulesFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds of the rules file. */
class HoldRulesTest {
  private static final String WHOSE = "\n      owner: ada\n      reason: audit";

  private static WrittenRules with(String lines) {
    return WrittenRules.topWith("holds:\n    audit:\n      " + lines.replace("@", "\n      "));
  }

  private static Hold audit(Rules rules) {
    return Objects.requireNonNull(rules.holds().get("audit"));
  }

  @Test
  void a_hold_has_all_that_is_written() {
    Hold hold =
        audit(
            with("policy: quick-*@cluster: prod@database: default@collection: docs@partition: \"*\"@"
                    + "from: 2026-01-01@to: 2026-03-31@expires: 2026-12-31"
                    + WHOSE)
                .read());

    assertThat(hold.covers())
        .hasToString(
            "policy quick-*, cluster prod, database default, collection docs, partition *, periods"
                + " from 2026-01-01 to 2026-03-31");
    assertThat(hold.kind()).isEqualTo(HoldKind.HOLD);
    assertThat(hold.expires()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(hold).hasToString("hold audit of the rules file, of ada (audit)");
  }

  @Test
  void without_holds_there_are_none() {
    assertThat(WrittenRules.sound().read().holds()).isEmpty();
  }

  @Test
  void a_variable_overrides_one_value() {
    Rules rules =
        with("partition: may" + WHOSE).variable("RETENTION_HOLDS_AUDIT_PARTITION", "june").read();

    assertThat(audit(rules).covers()).hasToString("partition june");
  }

  @Test
  void an_empty_part_is_a_mistake() {
    assertThat(WrittenRules.topWith("holds:").refusedOnce())
        .isEqualTo("retention.holds: names no hold; write the name of each hold beneath it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: 2026-01-01@from: 2026-02-01 | audit.to: 2026-01-01 is before from, 2026-02-01",
        "from: soon | \"soon\" is not a date; write one such as 2026-11-24",
        "partition: a/b | is no name and no glob",
        "policy: quick-setu | matches no policy of this file; did you mean quick-setup?",
        "cluster: staging | matches no cluster of this file; there are [prod]",
        "partition: may@kind: legal | kind: is not a known key",
        "expires: 2027-01-01 | it does not say what it covers; name at least one of policy",
      })
  void each_mistake_is_told_with_its_cure(String lines, String message) {
    assertThat(with(lines + WHOSE).refusedOnce()).contains(message);
  }

  @Test
  void owner_and_reason_are_required() {
    List<String> refused = with("partition: may").refusedAnywhere();

    assertThat(refused)
        .containsExactly(
            "retention.holds.audit.owner: is missing; write owner: the person or team who wants it",
            "retention.holds.audit.reason: is missing; write reason: why the partitions must stay");
  }

  @Test
  void a_change_is_seen_by_other_daemons() {
    Rules before = with("partition: may" + WHOSE).read();
    Rules after = with("partition: june" + WHOSE).read();

    assertThat(fingerprint(before).differencesFrom(fingerprint(after))).containsExactly("holds");
    assertThat(fingerprint(before).differencesFrom(fingerprint(before))).isEmpty();
  }

  private static RulesFingerprint fingerprint(Rules rules) {
    return RulesFingerprint.of(rules, rules.policy("quick-setup"));
  }
}
