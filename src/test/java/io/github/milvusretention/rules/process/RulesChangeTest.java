package io.github.milvusretention.rules.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.WrittenRules;
import org.junit.jupiter.api.Test;

/** A change is named by its keys, never by a value. */
class RulesChangeTest {
  private static final String HOLD =
      """
      holds:
          audit:
            partition: may
            owner: ada
            reason: audit\
      """;

  private static final String CHAT =
      """
      notify:
          chat:
            kind: slack
            url: https://chat.example.org/hooks/s3cr3tPath\
      """;

  private static final String TOLD_TO_CHAT =
      """
      retention:
        clusters:
          prod: {uri: "http://localhost:19530"}
        notify:
          chat: {kind: slack, url: "https://chat.example.org/hooks/1"}
        policies:
          docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M}
          test: {cluster: prod, collections: [test], partitions: ["uuuu"], keep: P3M, notify: none}
      """;

  private static final String PASSWORD =
      "{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

  private static final String ANN =
      """
      console:
          users:
            ann:
              password: "%s"
              roles: [viewer]\
      """
          .formatted(PASSWORD);

  private static final String BOT =
      """
      console:
          tokens:
            bot:
              hash: "sha256:%s"
              roles: [viewer]\
      """
          .formatted("0a".repeat(32));

  private static final String OIDC =
      """
      console:
          oidc:
            issuer: https://id.example.org/realms/ops
            client-id: retention
            client-secret: s3cr3t
            roles:
              operator: [ops]\
      """;

  @Test
  void of_a_hold() {
    assertThat(changed(HOLD, HOLD.replace("may", "june"))).isEqualTo("changed: hold audit: covers");
    assertThat(gone(HOLD)).isEqualTo("changed: hold audit is gone");
  }

  @Test
  void of_a_target_without_its_url() {
    assertThat(changed(CHAT, CHAT + "9")).isEqualTo("changed: notify chat: url");
    assertThat(gone(CHAT)).isEqualTo("changed: notify chat is gone");
  }

  @Test
  void of_who_is_told_of_a_policy() {
    Rules before = WrittenRules.yaml(TOLD_TO_CHAT).read();
    Rules after = WrittenRules.yaml(TOLD_TO_CHAT.replace("notify: none", "notify: chat")).read();

    assertThat(RulesChange.between(before, after)).isEqualTo("changed: policy test: notify");
  }

  @Test
  void of_a_user_without_the_hash() {
    assertThat(changed(ANN, ANN.replace("N9", "M9"))).isEqualTo("changed: user ann: password");
    assertThat(changed(ANN, ANN.replace("viewer", "operator")))
        .isEqualTo("changed: user ann: roles");
    assertThat(changed(ANN, BOT)).isEqualTo("changed: user ann is gone; token bot is new");
  }

  @Test
  void of_a_provider_without_its_secret() {
    assertThat(changed(OIDC, OIDC.replace("s3cr3t", "other")))
        .isEqualTo("changed: oidc: client-secret");
    assertThat(changed(OIDC, OIDC.replace("[ops]", "[all]"))).isEqualTo("changed: oidc: roles");
    assertThat(gone(OIDC)).isEqualTo("changed: oidc is gone");
  }

  @Test
  void of_what_has_no_name() {
    Rules before = WrittenRules.sound().read();
    Rules after = WrittenRules.topWith("console: {read-only: true}").read();

    assertThat(RulesChange.between(before, after)).isEqualTo("changed: read-only");
  }

  private static String changed(String before, String after) {
    return RulesChange.between(
        WrittenRules.topWith(before).read(), WrittenRules.topWith(after).read());
  }

  private static String gone(String what) {
    return RulesChange.between(WrittenRules.topWith(what).read(), WrittenRules.sound().read());
  }
}
