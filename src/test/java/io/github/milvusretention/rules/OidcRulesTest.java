package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.rules.console.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider by which people log in to the console. */
class OidcRulesTest {
  private static final String SECRET = "s3cr3t-of-the-client";
  private static final String LEAST =
      """
      issuer: https://id.example.org/realms/ops
      client-id: retention
      client-secret: %s
      roles:
        operator: [ops]
      """
          .formatted(SECRET);

  private static WrittenRules oidc(String lines) {
    return WrittenRules.topWith("console:\n    oidc:\n" + lines.indent(6).stripTrailing());
  }

  private static OidcRules read(WrittenRules rules) {
    return Objects.requireNonNull(rules.read().console().oidc());
  }

  @Test
  void the_least_that_is_written_has_its_defaults() {
    OidcRules rules = read(oidc(LEAST));

    assertThat(rules.issuer().text()).isEqualTo("https://id.example.org/realms/ops");
    assertThat(rules.clientId()).isEqualTo("retention");
    assertThat(rules.clientSecret().value()).isEqualTo(SECRET);
    assertThat(rules.nameClaim()).isEqualTo("preferred_username");
    assertThat(rules.groupsClaim()).isEqualTo("groups");
    assertThat(rules.scopes()).containsExactly("profile");
    assertThat(rules.roles()).isEqualTo(Map.of(Role.OPERATOR, Set.of("ops")));
  }

  @Test
  void all_may_be_written() {
    OidcRules rules =
        read(
            oidc(
                """
                issuer: http://localhost:8081/
                client-id: a
                client-secret: b
                name-claim: upn
                groups-claim: roles
                scopes: [email, groups]
                roles: {viewer: "*", operator: [ops, "CN=ops,OU=x"], approver: leads}
                """));

    assertThat(rules.nameClaim()).isEqualTo("upn");
    assertThat(rules.groupsClaim()).isEqualTo("roles");
    assertThat(rules.scopes()).containsExactly("email", "groups");
    assertThat(rules.issuer().configuration())
        .isEqualTo("http://localhost:8081/.well-known/openid-configuration");
    assertThat(rules.rolesOf(List.of())).containsExactly(Role.VIEWER);
    assertThat(rules.rolesOf(List.of("CN=ops,OU=x", "leads", "others")))
        .containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR, Role.APPROVER);
  }

  /** Nothing of the provider makes somebody an operator but its group. */
  @Test
  void a_group_is_compared_letter_by_letter() {
    OidcRules rules = read(oidc(LEAST));

    assertThat(rules.rolesOf(List.of("Ops", "/ops", "ops ", "*", "operator"))).isEmpty();
    assertThat(rules.rolesOf(List.of("ops"))).containsExactly(Role.OPERATOR);
  }

  @Test
  void variables_set_the_secret_and_the_groups() {
    OidcRules rules =
        read(
            oidc(LEAST.replace(SECRET, "${OIDC_SECRET}"))
                .variable("OIDC_SECRET", SECRET)
                .variable("RETENTION_CONSOLE_OIDC_ROLES_APPROVER", "leads,heads"));

    assertThat(rules.clientSecret().value()).isEqualTo(SECRET);
    assertThat(rules.rolesOf(List.of("heads"))).containsExactly(Role.APPROVER);
    assertThat(
            read(oidc(LEAST.replace("roles:\n  operator: [ops]\n", ""))
                    .variable("RETENTION_CONSOLE_OIDC_ROLES_VIEWER", "ops"))
                .rolesOf(List.of("ops")))
        .containsExactly(Role.VIEWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id.example.org | is not an address",
        "https:// | is not an address",
        "ftp://id.example.org | does not start with https://",
        "http://id.example.org | does not start with https://, and http:// is for providers on this machine alone",
        "http://127.0.0.1.example.org | does not start with https://",
        "https://a:b@id.example.org | holds a user or a password, which are not sent",
        "https://id.example.org/?a=b | has a query or a fragment, which no issuer has",
        "https://id.example.org/#a | has a query or a fragment, which no issuer has",
      })
  void an_issuer_is_an_https_address(String issuer, String problem) {
    assertThat(
            oidc(LEAST.replace("https://id.example.org/realms/ops", "'" + issuer + "'"))
                .refusedOnce())
        .startsWith("retention.console.oidc.issuer")
        .contains(problem)
        .endsWith("; write it as the provider does, such as https://id.example.org/realms/ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"roles:\n  operator: [ops]\n", "  operator: [ops]\n"})
  void somebody_has_a_role(String left) {
    assertThat(oidc(LEAST.replace(left, "")).refusedOnce())
        .startsWith("retention.console.oidc")
        .contains("roles");
  }

  @Test
  void without_roles_the_cure_is_told() {
    assertThat(oidc(LEAST.replace("roles:\n  operator: [ops]\n", "")).refusedOnce())
        .isEqualTo(
            "retention.console.oidc.roles: gives nobody a role; write the groups of a role beneath"
                + " it, such as operator: [milvus-operators]");
  }

  @Test
  void all_that_has_no_default_is_required() {
    assertThat(oidc("name-claim: sub\nroles: {viewer: [a]}").refusedAnywhere())
        .containsExactlyInAnyOrder(
            "retention.console.oidc.issuer: is missing; write issuer:"
                + " https://id.example.org/realms/ops",
            "retention.console.oidc.client-id: is missing; write client-id: milvus-retention",
            "retention.console.oidc.client-secret: is missing; write client-secret:"
                + " ${OIDC_SECRET}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"client-secrets: x", "roles: {admin: [a]}", "client-secret: [s3cr3t-2, s3cr3t-3]"})
  void a_mistake_shows_no_secret(String line) {
    String key = line.substring(0, line.indexOf(':'));
    String rest = LEAST.replaceAll("(?m)^" + key + ":.*\\n( .*\\n)*", "");

    assertThat(oidc(rest + line + "\n").refusedAnywhere())
        .isNotEmpty()
        .noneMatch(message -> message.contains("s3cr3t"));
  }

  @Test
  void nothing_shows_the_secret() {
    assertThat(oidc(LEAST).read().toString()).contains("***").doesNotContain("s3cr3t");
  }

  /** They show no page. */
  @Test
  void who_contacts_nothing_does_without_the_secret() {
    Rules rules =
        RulesReader.read(
            "rules.yaml",
            """
            retention:
              console:
                oidc:
                  issuer: https://id.example.org
                  client-id: a
                  client-secret: ${OIDC_SECRET}
                  roles: {viewer: [a]}
              clusters:
                prod: {uri: "http://localhost:19530"}
              policies:
                docs: {cluster: prod, collections: [docs], partitions: [uuuu], keep: P3M}
            """,
            Map.of(),
            Map.of(),
            Secrets.IF_SET,
            Instant.parse("2026-11-24T03:15:00Z"));

    assertThat(rules.console().hasLogIn()).isFalse();
  }
}
