package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.story.SettableClock;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What no run tells. */
@Slow
class RemindersTest {
  private static final String RULES =
      """
      retention:
        clusters:
          local: {uri: "http://127.0.0.1:1", retry-budget: 0s}
        notify:
          chat: {kind: slack, url: "https://chat.example.org/1"}
          pager: {kind: webhook, url: "https://pager.example.org/1", events: [overdue]}
        holds:
          audit: {policy: docs, owner: ada, reason: audit, expires: 2026-11-26}
          other: {cluster: local, owner: ada, reason: audit, expires: 2026-12-24}
        policies:
          docs: {cluster: local, collections: [docs], partitions: ["uuuu"], keep: P3M,
            schedule: "0 15 3 * * ?"}
          quiet: {cluster: local, collections: [quiet], partitions: ["uuuu"], keep: P3M,
            schedule: "0 15 3 * * ?", notify: none}
      """;

  private final SettableClock clock = new SettableClock("2026-11-24T10:00:00Z");
  private final Path file;
  private final Database database;
  private final ConfigurableApplicationContext context;
  private final Reminders reminders;

  RemindersTest(@TempDir Path directory) throws IOException {
    file = directory.resolve("retention.yaml");
    Files.writeString(file, RULES);
    database = Databases.H2.createMigrated(directory.resolve("data"));
    RulesOnDisk rules = RulesOnDisk.read(file, Map.of(), Instant.now());
    context =
        new SpringApplicationBuilder(MilvusRetention.class)
            .web(WebApplicationType.NONE)
            .profiles("command")
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .initializers(
                starting -> {
                  starting.getBeanFactory().registerSingleton("rulesOnDisk", rules);
                  starting.getBeanFactory().registerSingleton("rules", rules.rules());
                  starting.getBeanFactory().registerSingleton("clock", clock);
                })
            .run(
                "--spring.datasource.url=" + database.url() + ";WRITE_DELAY=0",
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password().get());
    reminders = context.getBean(Reminders.class);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private List<String> told() {
    return database.ask(
        "SELECT target || ' ' || type || ' ' || policy FROM retention_notification ORDER BY id");
  }

  private String content() {
    return database.ask("SELECT content FROM retention_notification ORDER BY id").get(0);
  }

  @Test
  void aPolicyThatIsOverdueIsToldOnceADay() {
    reminders.wrong();
    assertThat(told()).as("it has just begun").isEmpty();

    clock.set(Instant.parse("2026-11-26T11:00:01Z"));
    reminders.wrong();
    reminders.wrong();
    assertThat(told()).containsExactly("chat overdue docs", "pager overdue docs");
    assertThat(content())
        .contains("docs: overdue; no run has completed since 2026-11-24T10:00:00Z")
        .contains("runs --policy docs");

    clock.set(clock.instant().plus(Duration.ofDays(1)));
    reminders.wrong();
    assertThat(told()).hasSize(4);
  }

  @Test
  void aFileThatIsNotTheOneThatWasReadIsToldOnceADay() throws IOException {
    Files.writeString(file, RULES.replaceFirst("P3M", "P6M"));
    reminders.wrong();
    reminders.wrong();

    assertThat(told()).containsExactly("chat rules-changed ");
    assertThat(content()).contains("fires nothing until it is restarted", "policy docs: keep");
  }

  @Test
  void aHoldOfTheFileIsToldAndAClusterThatCannotBeAskedStopsNothing() {
    reminders.ahead(
        context.getBean(io.github.milvusretention.rules.Rules.class).policies().values());

    assertThat(told()).containsExactly("chat hold-expires ");
    assertThat(content()).contains("hold audit of the rules file, of ada (audit) ends after");
  }
}
