package io.github.milvusretention.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of Spring Boot that would break the daemon or its tables do nothing. */
@Slow
class SettingsThatAreOursTest {
  private static final Map<String, String> HARMFUL =
      Map.of(
          "SPRING_MAIN_LAZYINITIALIZATION", "true",
          "SPRING_QUARTZ_JDBC_INITIALIZESCHEMA", "always",
          "SPRING_QUARTZ_JOBSTORETYPE", "memory",
          "SPRING_QUARTZ_AUTOSTARTUP", "false",
          "SPRING_BATCH_JDBC_TABLEPREFIX", "OTHER_",
          "SPRING_BATCH_JDBC_INITIALIZESCHEMA", "always",
          "SPRING_FLYWAY_ENABLED", "false",
          "SPRING_FLYWAY_LOCATIONS", "classpath:elsewhere");

  @Test
  void the_daemon_makes_and_keeps_its_schedules_under_all_of_them(@TempDir Path directory)
      throws IOException {
    Database database = Databases.H2.create(directory.resolve("data"));
    Path rules = directory.resolve("retention.yaml");
    Files.writeString(
        rules,
        """
        retention:
          clusters:
            nowhere:
              uri: http://127.0.0.1:1
          policies:
            yearly:
              cluster: nowhere
              collections: [c]
              partitions: [uuuu]
              keep: P1Y
              still-written: off
              schedule: "0 0 3 29 2 ?"
        """);
    Map<String, String> environment = new HashMap<>(HARMFUL);
    environment.putAll(database.environment());
    environment.put("SERVER_PORT", "0");

    try (Application daemon = start(environment, rules)) {
      assertThat(database.ask("SELECT trigger_name FROM qrtz_triggers")).containsExactly("yearly");
    }
    database.change("UPDATE qrtz_triggers SET priority = 7");
    try (Application daemon = start(environment, rules)) {
      assertThat(database.ask("SELECT priority FROM qrtz_triggers")).containsExactly("7");
    }
  }

  private static Application start(Map<String, String> environment, Path rules) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Application.start(
        new CommandContext(MilvusRetention.class, environment, Clock.systemUTC(), nowhere, nowhere),
        RulesOnDisk.read(rules, environment, Instant.now()),
        true);
  }
}
