package io.github.milvusretention.console.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.console.Role;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edit of the file takes from people whom a provider of log-ins let in. */
class RightsOnDiskTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String RULES =
      """
      retention:
        console:
          oidc:
            issuer: https://id.example.org
            client-id: retention
            client-secret: abc
            roles:
              operator: [ops, leads]
              approver: [leads]
        clusters:
          local: {uri: "http://127.0.0.1:1"}
        policies:
          nightly: {cluster: local, collections: [docs], partitions: [uuuu], keep: P3M}
      """;

  @TempDir private Path directory;

  private RightsOnDisk read() throws IOException {
    return new RightsOnDisk(
        RulesOnDisk.read(write(RULES), Map.of(), NOW), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path write(String rules) throws IOException {
    return Files.writeString(directory.resolve("retention.yaml"), rules);
  }

  @Test
  void without_an_edit_they_may_what_they_may() throws IOException {
    RightsOnDisk rights = read();

    assertThat(rights.objection("pia", Role.OPERATOR)).isEmpty();
    assertThat(rights.objection("pia", Role.APPROVER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'[ops, leads]', '[leads]'",
    "id.example.org, other.example.org",
    "abc, abd",
    "client-id: retention, client-id: other",
    "client-secret: abc, 'client-secret: abc\n      groups-claim: teams'"
  })
  void what_is_gone_from_the_file_is_gone_at_once(String from, String to) throws IOException {
    RightsOnDisk rights = read();

    write(RULES.replace(from, to));

    assertThat(rights.objection("pia", Role.OPERATOR)).isPresent();
  }

  @Test
  void another_role_is_not_touched() throws IOException {
    RightsOnDisk rights = read();

    write(RULES.replace("[ops, leads]", "[leads]"));

    assertThat(rights.objection("pia", Role.APPROVER)).isEmpty();
  }

  @Test
  void without_the_provider_nobody_of_it_acts() throws IOException {
    RightsOnDisk rights = read();

    int oidc = RULES.indexOf("    oidc:");
    write(
        RULES.substring(0, oidc)
            + "    read-only: false\n"
            + RULES.substring(RULES.indexOf("  clusters:")));

    assertThat(rights.objection("pia", Role.OPERATOR))
        .isEqualTo(Optional.of("the rules file no longer has the provider that let in pia"));
  }
}
