package io.github.milvusretention.console.confirm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.console.confirm.Visit.Answer;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The database goes away beneath a daemon whose pages are read. */
@Slow
class DatabaseGoneTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String RULES =
      """
      retention:
        console:
          users:
            eve: {password: "HASH", roles: [operator, approver]}
        clusters:
          local: {uri: "URI", retry-budget: 0s, request-timeout: 5s}
        policies:
          nightly: {cluster: local, collections: [docs], partitions: [uuuuMMdd], keep: P3M}
      """;

  private final Sandbox milvus =
      Sandbox.builder()
          .seed(
              sandbox -> {
                sandbox.createCollection("default", "docs");
                sandbox.createPartitions("default", "docs", "20260101", "20261101");
              })
          .start();
  private Database database;
  private Application daemon;
  private Visit eve;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    database = Databases.POSTGRESQL.createMigrated(directory);
    Map<String, String> variables = new HashMap<>(database.environment());
    variables.put("SERVER_PORT", "0");
    variables.put("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "300");
    Path file = directory.resolve("retention.yaml");
    Files.writeString(
        file,
        RULES
            .replace("URI", milvus.uri().toString())
            .replace("HASH", "{bcrypt}" + new BCryptPasswordEncoder(10).encode(PASSWORD)));
    daemon =
        Application.start(
            new CommandContext(
                MilvusRetention.class,
                variables,
                Clock.systemUTC(),
                Writer.nullWriter(),
                Writer.nullWriter()),
            RulesOnDisk.read(file, variables, Instant.now()),
            true);
    eve = visit();
    eve.submit("/login", "/login", Map.of("username", "eve", "password", PASSWORD));
  }

  @AfterEach
  void stop() {
    letIn();
    daemon.close();
    milvus.close();
  }

  private Visit visit() {
    return new Visit(
        URI.create(
            "http://127.0.0.1:" + daemon.get(Environment.class).getProperty("local.server.port")));
  }

  /** All that can be asked for by GET, with names that do exist where there are any. */
  private List<String> pages() {
    return Objects.requireNonNull(daemon.get(DispatcherServlet.class).getHandlerMappings()).stream()
        .filter(RequestMappingHandlerMapping.class::isInstance)
        .map(RequestMappingHandlerMapping.class::cast)
        .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
        .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .flatMap(mapping -> mapping.getPatternValues().stream())
        .filter(path -> !path.startsWith("/api/") && !path.equals("/"))
        .map(path -> path.replace("{name}", "nightly").replace("{id}", "1"))
        .map(
            path ->
                switch (path) {
                  case "/plan", "/forecast" -> path + "?policy=nightly";
                  case "/partition" -> path + "?name=20260101";
                  default -> path;
                })
        .sorted()
        .toList();
  }

  @Test
  void everyPageSaysSoWithTheCureAndTheProcessIsAlive() {
    List<String> pages = pages();
    assertThat(pages).contains("/policies", "/plan?policy=nightly", "/audit.csv", "/runs/1");
    shutOut();

    for (String page : pages) {
      Answer answer = eve.get(page);
      assertThat(answer.headers()).as(page).containsKeys("content-security-policy");
      assertThat(answer.body()).as(page).doesNotContain("\tat ", "Exception", "Tomcat");
      if (answer.status() < 400) {
        // What needs no database, or says beside the rest that it could not be read.
        assertThat(page).isIn("/login", "/policies/nightly/run", "/holds/new", "/restore");
      } else {
        assertThat(answer.headers()).as("no file to keep").doesNotContainKey("content-disposition");
        assertThat(answer.status()).as(page + answer.text()).isEqualTo(503);
        assertThat(answer.text())
            .as(page)
            .containsAnyOf(
                "the job repository cannot be reached: ",
                "the holds could not be read, and without them nothing is dropped: ")
            .contains("Check SPRING_DATASOURCE_URL and the database");
      }
    }
    assertThat(visit().get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(visit().get("/actuator/health/readiness").status()).isEqualTo(503);

    letIn();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(eve.get("/policies").status()).isEqualTo(200));
    assertThat(eve.get("/audit").status()).as("she is still logged in").isEqualTo(200);
  }

  private void shutOut() {
    administer("ALTER DATABASE " + name() + " WITH ALLOW_CONNECTIONS false");
    administer(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name() + "'");
  }

  private void letIn() {
    administer("ALTER DATABASE " + name() + " WITH ALLOW_CONNECTIONS true");
  }

  private String name() {
    return database.url().substring(database.url().lastIndexOf('/') + 1);
  }

  private void administer(String sql) {
    String server = database.url().substring(0, database.url().lastIndexOf('/') + 1) + "postgres";
    try (Connection connection = DriverManager.getConnection(server, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
