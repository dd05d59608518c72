package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
  private final Rules rules = WrittenRules.sound().read();

  @Test
  void a_policy_is_found_by_its_name_and_its_cluster_with_it() {
    Policy policy = rules.policy("quick-setup");

    assertThat(policy.name()).isEqualTo("quick-setup");
    assertThat(rules.clusterOf(policy).name()).isEqualTo("prod");
  }

  @Test
  void an_unknown_policy_says_which_there_are() {
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> rules.policy("quick_setup"))
        .withMessage("the rules have no policy quick_setup; did you mean quick-setup?");
    assertThatExceptionOfType(RuleException.class)
        .isThrownBy(() -> rules.policy("nightly"))
        .withMessage("the rules have no policy nightly; its policies are quick-setup");
  }

  @Test
  void a_policy_of_other_rules_has_no_cluster_here() {
    Policy policy = rules.policy("quick-setup");
    Rules others =
        new Rules(
            Map.of(),
            Map.of(),
            Map.of(),
            rules.notifications(),
            rules.console(),
            rules.leaseTime(),
            rules.clockTolerance());

    assertThatThrownBy(() -> others.clusterOf(policy))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy quick-setup is not of these rules: no cluster prod");
  }

  @Test
  void rules_do_not_change() {
    assertThatThrownBy(() -> rules.policies().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rules.clusters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void rules_do_not_print_a_token() {
    Rules secret =
        WrittenRules.clusterWith("uri: http://localhost:19530", "token: root:s3cret").read();

    assertThat(secret.toString()).doesNotContain("s3cret");
    Place place = Place.file("rules.yaml");
    assertThat(Text.of("retention.clusters.prod.token", "s3cret", place).toString())
        .isEqualTo("***");
  }
}
