package io.github.milvusretention.rules.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.yaml.RulesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesOnDiskTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String RULES =
      """
      retention:
        clusters:
          prod:
            uri: http://localhost:19530
            token: root:s3cret
        policies:
          docs:
            cluster: prod
            collections: [docs]
            partitions: [uuuu-MM-dd]
            keep: P3M
      """;

  @TempDir private Path directory;

  @Test
  void editsAreCheckedLikeTheFileAndChangeNothing() throws IOException {
    RulesOnDisk rules = read(RULES);

    Rules edited =
        rules.edited(
            Map.of("docs", Map.of("keep", "P6M", "keepNewest", "2", "collections", "docs,logs")),
            NOW);

    assertThat(edited.policy("docs").keep()).hasToString("P6M");
    assertThat(edited.policy("docs").keepNewest()).isEqualTo(2);
    assertThat(edited.policy("docs").scope().selects("default", "logs")).isTrue();
    assertThat(rules.rules().policy("docs").keep()).hasToString("P3M");
    assertThatThrownBy(() -> rules.edited(Map.of("docs", Map.of("keep", "soon")), NOW))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("--as-if: retention.policies.docs.keep: ")
        .hasMessageContaining("rules.yaml with --as-if");
    assertThatThrownBy(() -> rules.edited(Map.of("docs", Map.of("kepe", "P1D")), NOW))
        .isInstanceOf(RulesException.class)
        .hasMessageContaining("kepe: is not a known key; did you mean keep?");
  }

  @Test
  void anEditWinsOverAVariable() throws IOException {
    write(RULES);
    RulesOnDisk rules =
        RulesOnDisk.read(
            directory.resolve("rules.yaml"), Map.of("RETENTION_POLICIES_DOCS_KEEP", "P1Y"), NOW);

    assertThat(rules.rules().policy("docs").keep()).hasToString("P1Y");
    assertThat(rules.edited(Map.of("docs", Map.of("keep", "P6M")), NOW).policy("docs").keep())
        .hasToString("P6M");
  }

  @Test
  void whoContactsNothingNeedsNoSecret() throws IOException {
    write(RULES.replace("root:s3cret", "${PROD_TOKEN}"));
    Path file = directory.resolve("rules.yaml");

    for (Map<String, String> unset : List.of(Map.<String, String>of(), Map.of("PROD_TOKEN", ""))) {
      assertThatThrownBy(() -> RulesOnDisk.read(file, unset, NOW))
          .hasMessageContaining("retention.clusters.prod.token");
      assertThat(tokenWithoutSecrets(file, unset)).isEqualTo(Token.NONE);
    }
    Map<String, String> set = Map.of("PROD_TOKEN", "root:other");
    assertThat(RulesOnDisk.readWithoutSecrets(file, set, NOW).rules())
        .isEqualTo(RulesOnDisk.read(file, set, NOW).rules());
    assertThat(tokenWithoutSecrets(file, Map.of("RETENTION_CLUSTERS_PROD_TOKEN", "")))
        .isEqualTo(Token.NONE);
    assertThatThrownBy(() -> tokenWithoutSecrets(file, Map.of("PROD_TOKEN", "root:\u00e4")))
        .as("a wrong one is a mistake all the time")
        .hasMessageContaining("retention.clusters.prod.token");
    write(RULES.replace("http://localhost:19530", "${PROD_URI}"));
    assertThatThrownBy(() -> tokenWithoutSecrets(file, Map.of()))
        .as("an address is none")
        .hasMessageContaining("${PROD_URI} has no value");
  }

  @Test
  void whoContactsNothingNeedsNoAddressOfATarget() throws IOException {
    write(
        """
        retention:
          clusters:
            prod: {uri: "http://localhost:19530"}
          notify:
            chat: {kind: slack, url: "${CHAT_URL}", events: [failed]}
            alive: {kind: heartbeat, url: "https://alive.example/${ALIVE}"}
          policies:
            docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M, notify: [chat, alive]}
        """);
    Path file = directory.resolve("rules.yaml");

    for (Map<String, String> unset : List.of(Map.<String, String>of(), Map.of("CHAT_URL", ""))) {
      assertThatThrownBy(() -> RulesOnDisk.read(file, unset, NOW))
          .hasMessageContaining("retention.notify.chat.url");
      assertThat(
              RulesOnDisk.readWithoutSecrets(file, unset, NOW).rules().notifications().of("docs"))
          .as("they are known, so that a process that has their addresses tells them later")
          .extracting(Target::name, Target::url, Target::events)
          .containsExactly(
              tuple("chat", null, List.of(EventType.FAILED)),
              tuple("alive", null, List.of(EventType.values())));
    }
    Map<String, String> set = Map.of("CHAT_URL", "https://chat.example/x", "ALIVE", "1");
    assertThat(RulesOnDisk.readWithoutSecrets(file, set, NOW).rules())
        .isEqualTo(RulesOnDisk.read(file, set, NOW).rules());
    Map<String, String> wrong = Map.of("CHAT_URL", "chat", "ALIVE", "1");
    assertThatThrownBy(() -> RulesOnDisk.readWithoutSecrets(file, wrong, NOW))
        .as("a wrong one is a mistake all the time")
        .hasMessageContaining("retention.notify.chat.url");
  }

  private static Token tokenWithoutSecrets(Path file, Map<String, String> variables) {
    return Objects.requireNonNull(
            RulesOnDisk.readWithoutSecrets(file, variables, NOW).rules().clusters().get("prod"))
        .token();
  }

  @Test
  void theSameBytesAreNoChange() throws IOException {
    RulesOnDisk rules = read(RULES);
    assertThat(rules.change(NOW)).isEmpty();

    write(RULES);
    assertThat(rules.change(NOW)).as("written again").isEmpty();
  }

  @Test
  void whatChangedIsNamedAndNoValue() throws IOException {
    assertChange(
        RULES.replace("P3M", "P10M").replace("s3cret", "0ther"),
        "changed: cluster prod: token; policy docs: keep");
    assertChange(
        RULES.replace("docs:", "logs:"), "changed: policy docs is gone; policy logs is new");
    assertChange(
        RULES.replace("retention:\n", "retention:\n  clock-tolerance: 1m\n"),
        "changed: clock-tolerance");
    assertChange("# a comment\n" + RULES, "comments, order or layout changed");
  }

  private static final String HASH =
      "{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

  private static String withUser(String name, String password) {
    return RULES.replace(
        "retention:\n",
        "retention:\n  console:\n    users:\n      %s: {password: \"%s\", roles: [viewer]}\n"
            .formatted(name, password));
  }

  /** By the console nothing is dropped or kept. */
  @Test
  void theConsoleAloneIsToldApartFromTheRules() throws IOException {
    RulesOnDisk rules = read(RULES);
    write("# who may act\n" + withUser("ann", HASH));

    assertThat(rules.change(NOW)).isEmpty();
    assertThat(rules.consoleChange(NOW))
        .hasValue(
            "the console in the rules file "
                + file()
                + " is not the one that this process read: changed: user ann is new");
    assertThat(rules.consoleNow(NOW).orElseThrow().users()).containsOnlyKeys("ann");
    assertThat(rules.rules().console().users()).isEmpty();
    write(RULES);
    assertThat(rules.consoleChange(NOW)).as("it is back").isEmpty();
    assertThat(rules.consoleNow(NOW).orElseThrow().users()).isEmpty();
  }

  @Test
  void whoHasAMistakeInTheConsoleIsNotInIt() throws IOException {
    RulesOnDisk rules = read(withUser("ann", HASH));
    for (String password : List.of("${NOT_SET_YET}", "secret")) {
      write(withUser("ann", password));

      assertThat(rules.change(NOW)).isEmpty();
      assertThat(rules.consoleChange(NOW))
          .hasValueSatisfying(
              change ->
                  assertThat(change)
                      .contains("it has mistakes: ", "retention.console.users.ann.password")
                      .doesNotContain("\n"));
      assertThat(rules.consoleNow(NOW).orElseThrow().users()).isEmpty();
    }
    write(withUser("ann", "secret").replace("P3M", "soon"));
    assertThat(rules.change(NOW)).as("not the only ones").isPresent();
    assertThat(rules.consoleChange(NOW)).isEmpty();
    assertThat(rules.consoleNow(NOW)).isEmpty();
  }

  @Test
  void theConsoleBesideTheRulesIsAChangeOfTheRules() throws IOException {
    assertChange(
        withUser("ann", HASH).replace("P3M", "P10M"),
        "changed: policy docs: keep; user ann is new");
    RulesOnDisk rules = read(RULES);
    write(withUser("ann", HASH).replace("P3M", "P10M"));
    assertThat(rules.consoleChange(NOW)).isEmpty();
    assertThat(rules.consoleNow(NOW).orElseThrow().users()).containsOnlyKeys("ann");
  }

  @Test
  void aFileThatDoesNotParseIsAChangeWithItsReason() throws IOException {
    assertChange(RULES.replace("P3M", "soon"), "it has mistakes: ", "keep", "soon");
    assertChange("", "it has mistakes: ");
  }

  @Test
  void aFileThatIsGoneIsAChange() throws IOException {
    RulesOnDisk rules = read(RULES);
    Files.delete(file());

    assertThat(rules.change(NOW))
        .hasValueSatisfying(c -> assertThat(c).contains("can no longer be read"));
  }

  /** As Kubernetes updates a mounted ConfigMap: the link to the directory is replaced. */
  @Test
  void aSymbolicLinkThatIsSwappedIsAChange() throws IOException {
    Path first = Files.createDirectory(directory.resolve("..2026_11_24"));
    Path second = Files.createDirectory(directory.resolve("..2026_11_25"));
    Files.writeString(first.resolve("rules.yaml"), RULES);
    Files.writeString(second.resolve("rules.yaml"), RULES.replace("P3M", "P10M"));
    Path data = Files.createSymbolicLink(directory.resolve("..data"), first);
    Path file =
        Files.createSymbolicLink(directory.resolve("linked.yaml"), Path.of("..data/rules.yaml"));
    RulesOnDisk rules = RulesOnDisk.read(file, Map.of(), NOW);
    assertThat(rules.change(NOW)).isEmpty();

    Path swapped = Files.createSymbolicLink(directory.resolve("..tmp"), second);
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(rules.change(NOW))
        .hasValueSatisfying(c -> assertThat(c).endsWith("policy docs: keep"));
    assertThat(rules.rules().policy("docs").keep()).hasToString("P3M");
  }

  private void assertChange(String text, String... parts) throws IOException {
    RulesOnDisk rules = read(RULES);
    write(text);
    assertThat(rules.change(NOW))
        .hasValueSatisfying(
            change -> {
              assertThat(change).contains(parts).doesNotContain("s3cret", "0ther");
              assertThat(change.lines()).hasSize(1);
            });
  }

  private RulesOnDisk read(String text) throws IOException {
    write(text);
    return RulesOnDisk.read(file(), Map.of(), NOW);
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private Path file() {
    return directory.resolve("rules.yaml");
  }
}
