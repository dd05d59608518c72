package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and act in the console. */
class ConsoleRulesTest {
  private static final String BCRYPT =
      "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
  private static final String PASSWORD = "{bcrypt}" + BCRYPT;
  private static final String TOKEN = "sha256:" + "0a".repeat(32);

  private static WrittenRules console(String lines) {
    return WrittenRules.topWith("console:\n" + lines.indent(4).stripTrailing());
  }

  private static WrittenRules ann(String password, String roles) {
    return console("users:\n  ann:\n    password: '" + password + "'\n    roles: " + roles);
  }

  private static WrittenRules bot(String hash) {
    return console("tokens:\n  bot:\n    hash: '" + hash + "'\n    roles: [viewer]");
  }

  @Test
  void without_the_key_nobody_has_a_name() {
    assertThat(WrittenRules.sound().read().console()).isEqualTo(ConsoleRules.NOBODY);
  }

  @Test
  void users_and_tokens_have_roles() {
    ConsoleRules rules =
        console(
                """
                read-only: true
                users:
                  ann: {password: "%1$s", roles: [viewer, operator]}
                  bob: {password: "%1$s", roles: approver}
                tokens:
                  ci: {hash: %2$s, roles: [operator]}
                """
                    .formatted(PASSWORD, TOKEN))
            .read()
            .console();

    assertThat(rules.readOnly()).isTrue();
    assertThat(rules.users()).containsOnlyKeys("ann", "bob");
    assertThat(Objects.requireNonNull(rules.users().get("ann")).roles())
        .containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
    assertThat(Objects.requireNonNull(rules.users().get("bob")).roles())
        .containsExactly(Role.APPROVER);
    assertThat(Objects.requireNonNull(rules.users().get("ann")).password().value())
        .isEqualTo(PASSWORD);
    assertThat(Objects.requireNonNull(rules.tokens().get("ci")).hash().value()).isEqualTo(TOKEN);
    assertThat(Objects.requireNonNull(rules.tokens().get("ci")).roles())
        .containsExactly(Role.OPERATOR);
  }

  @Test
  void variables_set_what_is_secret_and_who_may_act() {
    ConsoleRules rules =
        console("users:\n  ann-b: {password: '${ANN}', roles: [viewer]}")
            .variable("ANN", PASSWORD)
            .variable("RETENTION_CONSOLE_READONLY", "true")
            .variable("RETENTION_CONSOLE_USERS_ANNB_ROLES", "viewer,approver")
            .read()
            .console();

    assertThat(rules.readOnly()).isTrue();
    assertThat(Objects.requireNonNull(rules.users().get("ann-b")).password().value())
        .isEqualTo(PASSWORD);
    assertThat(Objects.requireNonNull(rules.users().get("ann-b")).roles()).contains(Role.APPROVER);
    assertThat(
            Objects.requireNonNull(
                    ann(PASSWORD.replace("N9", "M9"), "[viewer]")
                        .variable("RETENTION_CONSOLE_USERS_ANN_PASSWORD", PASSWORD)
                        .read()
                        .console()
                        .users()
                        .get("ann"))
                .password()
                .value())
        .isEqualTo(PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tr0ub4dor-and-3",
        BCRYPT,
        "{noop}Tr0ub4dor-and-3",
        "{bcrypt}Tr0ub4dor-and-3",
        "{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMye",
        "{pbkdf2}5d923b44a6d129f3ddf3e3c8d29412723dcbde72445e8ef6bf3b508fbf17fa4ed4d6b99ca763d8dc"
      })
  void a_password_is_written_as_its_hash_and_never_shown(String password) {
    String message =
        "retention.console.users.ann.password = ***: is not the bcrypt hash of a password;"
            + " milvus-retention password prints one; write it in quotes: \"{bcrypt}$2a$…\"";

    assertThat(ann(password, "[viewer]").refusedOnce()).isEqualTo(message);
    assertThat(ann("${ANN}", "[viewer]").variable("ANN", password).refusedOnce())
        .contains(": is not the bcrypt hash")
        .doesNotContain(password);
  }

  @ParameterizedTest
  @CsvSource({"04", "31"})
  void a_hash_that_is_guessed_or_checked_too_long_is_refused(String cost) {
    assertThat(ann(PASSWORD.replace("$10$", "$" + cost + "$"), "[viewer]").refusedOnce())
        .contains("which must be 10 to 16")
        .doesNotContain("N9qo");
  }

  /** Braces without quotes are keys to YAML; the hash is in no message about them. */
  @Test
  void a_hash_without_quotes_is_not_shown() {
    assertThat(
            WrittenRules.yaml(
                    "retention:\n  console:\n    users:\n      ann:\n        password: "
                        + PASSWORD
                        + "\n        roles: [viewer]\n")
                .refused())
        .isNotEmpty()
        .noneMatch(line -> line.contains("N9qo") || line.contains("$2a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mret_abcdefgh", "sha256:0a0a", "0A0A"})
  void a_token_is_written_as_its_hash_and_never_shown(String hash) {
    assertThat(bot(hash).refusedOnce())
        .isEqualTo(
            "retention.console.tokens.bot.hash = ***: is not the hash of a token; milvus-retention"
                + " token makes one, and prints its hash");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[operater] | \"operater\" is not a role; did you mean operator?",
        "[admin] | \"admin\" is not a role; write some of viewer, operator, approver",
        "[VIEWER] | \"VIEWER\" is not a role",
        "[] | is an empty list; write roles: [viewer]",
      })
  void a_role_is_one_of_three(String roles, String message) {
    assertThat(ann(PASSWORD, roles).refusedOnce()).contains(message);
  }

  @Test
  void all_is_required() {
    assertThat(
            console("users:\n  ann: {roles: [viewer]}\ntokens:\n  bot: {hash: " + TOKEN + "}")
                .refusedAnywhere())
        .containsExactlyInAnyOrder(
            "retention.console.users.ann.password: is missing; write password:"
                + " \"{bcrypt}$2a$…\", as milvus-retention password prints it",
            "retention.console.tokens.bot.roles: is missing; write roles: [viewer]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "readonly: yes | retention.console.read-only: \"yes\" is neither true nor false",
        "read-onyl: true | retention.console.read-onyl: is not a known key; did you mean read-only?",
        "users: ann | has a value where keys belong; write the name of each user beneath it",
        "users: {} | retention.console.users: names no user",
      })
  void each_mistake_is_told_with_its_cure(String line, String message) {
    assertThat(console(line).refusedOnce()).contains(message);
  }

  @Test
  void a_token_has_no_name_of_a_user() {
    assertThat(
            console(
                    "users:\n  a-b: {password: '%s', roles: [viewer]}\ntokens:\n  AB: {hash: %s, roles: [viewer]}"
                        .formatted(PASSWORD, TOKEN))
                .refusedOnce())
        .isEqualTo(
            "retention.console.tokens.AB: has the name of a user, and acts are told by name; give"
                + " it another name");
  }

  /** They show no page, so that they need not have what only pages check. */
  @Test
  void who_contacts_nothing_does_without_the_secrets() {
    Rules rules =
        RulesReader.read(
            "rules.yaml",
            """
            retention:
              console:
                users:
                  ann: {password: "${ANN}", roles: [viewer]}
              clusters:
                prod: {uri: "http://localhost:19530"}
              policies:
                docs: {cluster: prod, collections: [docs], partitions: [uuuu], keep: P3M}
            """,
            Map.of(),
            Map.of(),
            Secrets.IF_SET,
            Instant.parse("2026-11-24T03:15:00Z"));

    assertThat(rules.console().users()).isEmpty();
  }

  @Test
  void nothing_shows_a_hash() {
    assertThat(ann(PASSWORD, "[viewer]").read().toString()).contains("***").doesNotContain("N9qo");
    assertThat(bot(TOKEN).read().toString()).contains("***").doesNotContain("0a0a");
  }
}
