package io.github.milvusretention.bench;

import io.github.milvusretention.ServedProgram;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * How long the console takes for the pages that read the repository alone, each asked for 30 times,
 * after some years: 1,000 runs of five policies with 100 partitions each, and 100,000 acts. They
 * shall take less than 100 ms. The repository is an H2 file, as shipped. Then how long plan and
 * forecast take, which ask a cluster of 200 collections with 500 partitions each: until they are
 * there, and from then on, while the answer is kept.
 *
 * <pre>
 * mvn -q spring-boot:test-run -Ddemo.class=io.github.milvusretention.bench.ConsoleBench
 * </pre>
 *
 * <p>It takes from the environment {@code BENCH_DATABASE}, H2 or POSTGRESQL, and {@code
 * BENCH_RUNS}, the number of runs (1000), {@code BENCH_ACTS} (100000), {@code BENCH_COLLECTIONS}
 * (200) and {@code BENCH_PARTITIONS} (500).
 */
public final class ConsoleBench {
  private static final int RUNS = number("BENCH_RUNS", 1000);
  private static final int ACTS = number("BENCH_ACTS", 100_000);
  private static final int COLLECTIONS = number("BENCH_COLLECTIONS", 200);
  private static final int PARTITIONS = number("BENCH_PARTITIONS", 500);
  private static final int ROWS = 100;
  private static final int POLICIES = 5;
  private static final int TIMES = 30;

  private static final List<String> PAGES =
      List.of(
          "/policies",
          "/policies/p0",
          "/nights?policy=p0",
          "/runs",
          "/runs?policy=p1&state=FAILED&page=2",
          "/runs?page=" + RUNS / 50,
          "/runs/" + RUNS,
          "/runs/" + RUNS + "?state=DROPPED&text=c3",
          "/runs/1",
          "/runs/" + RUNS + "/progress",
          "/holds",
          "/audit",
          "/audit?page=" + ACTS / 50,
          "/audit?who=ann7",
          "/audit?act=accept",
          "/audit?q=nothing-of-the-kind",
          "/audit?who=ann7&act=run&q=p1&since=2026-03-01&until=2026-06-30",
          "/audit?since=2026-06-01&page=3");

  /** These ask the cluster. */
  private static final List<String> SLOW_PAGES =
      List.of(
          "/plan?policy=big",
          "/plan?policy=big&verdict=EXPIRED&page=7",
          "/forecast?policy=big",
          "/forecast?policy=big&as-if=keep%3DP300D");

  private ConsoleBench() {}

  private static int number(String variable, int otherwise) {
    return Integer.parseInt(System.getenv().getOrDefault(variable, String.valueOf(otherwise)));
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("milvus-retention-bench");
    Databases kind = Databases.valueOf(System.getenv().getOrDefault("BENCH_DATABASE", "H2"));
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Database database = kind.createMigrated(directory.resolve("data"));
      fill(database);
      fill(sandbox);
      Path rules = directory.resolve("retention.yaml");
      Files.writeString(rules, rules(sandbox.uri()));
      try (ConfigurableApplicationContext daemon = serve(database, rules)) {
        String port = daemon.getEnvironment().getProperty("local.server.port");
        System.out.printf("%-45s %10s %10s%n", "milliseconds", "median", "maximum");
        for (String page : PAGES) {
          measure(URI.create("http://127.0.0.1:" + port + page));
        }
        System.out.printf("%n%-45s %10s%n", "milliseconds", "until there");
        for (String page : SLOW_PAGES) {
          await(URI.create("http://127.0.0.1:" + port + page));
        }
        System.out.printf("%n%-45s %10s %10s%n", "milliseconds, once kept", "median", "maximum");
        for (String page : SLOW_PAGES) {
          measure(URI.create("http://127.0.0.1:" + port + page));
        }
      }
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
    System.exit(0);
  }

  private static void measure(URI page) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    double[] millis = new double[TIMES];
    // The first ones load classes and templates; their figures are of no use.
    for (int i = -TIMES; i < TIMES; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(page + ": " + answer.statusCode() + answer.body());
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    String query = page.getQuery() == null ? "" : "?" + page.getQuery();
    System.out.printf(
        Locale.ROOT,
        "%-45s %10.1f %10.1f%n",
        page.getPath() + query,
        millis[TIMES / 2],
        millis[TIMES - 1]);
  }

  /** Asks until the cluster has answered, as a browser or its user does. */
  private static void await(URI page) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    long start = System.nanoTime();
    HttpResponse<String> answer;
    do {
      answer = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200 && answer.statusCode() != 503) {
        throw new IllegalStateException(page + ": " + answer.statusCode() + answer.body());
      }
    } while (answer.statusCode() == 503 || answer.headers().firstValue("Refresh").isPresent());
    System.out.printf(
        Locale.ROOT,
        "%-45s %10.0f%n",
        page.getPath() + "?" + page.getQuery(),
        (System.nanoTime() - start) / 1e6);
  }

  /** A partition a day until today, in each collection. */
  private static void fill(Sandbox sandbox) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<String> days =
        IntStream.range(0, PARTITIONS)
            .mapToObj(today::minusDays)
            .map(day -> "d" + DateTimeFormatter.BASIC_ISO_DATE.format(day))
            .toList();
    for (int i = 0; i < COLLECTIONS; i++) {
      sandbox.createCollection("default", "big_" + i);
      sandbox.createPartitions("default", "big_" + i, days);
    }
  }

  private static String rules(URI cluster) {
    StringBuilder rules =
        new StringBuilder(
            "retention:\n  clusters:\n    local:\n      uri: %s\n  policies:\n".formatted(cluster));
    for (int i = 0; i < POLICIES; i++) {
      rules.append(
          """
              p%s:
                cluster: local
                collections: ["p%s_*"]
                partitions: ["'d'uuuuMMdd"]
                keep: P90D
                schedule: "0 15 3 * * ?"
                zone: Europe/Paris
          """
              .formatted(i, i));
    }
    rules.append(
        """
            big:
              cluster: local
              collections: ["big_*"]
              partitions: ["'d'uuuuMMdd"]
              keep: P400D
        """);
    return rules.toString();
  }

  private static ConfigurableApplicationContext serve(Database database, Path rules) {
    return ServedProgram.start(
        () -> RulesOnDisk.read(rules, Map.of(), Instant.now()),
        Clock.systemUTC(),
        ServedProgram.settings(database));
  }

  /** One run a policy and night; the last of each left something, and each tenth failed. */
  private static void fill(Database database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int policy = 0; policy < POLICIES; policy++) {
        statement.execute(
            "INSERT INTO retention_lease (policy, owner, fence, expires_at) VALUES ('p"
                + policy
                + "', 'daemon', 1, CURRENT_TIMESTAMP)");
      }
      for (int id = 1; id <= RUNS; id++) {
        run(statement, id);
      }
      acts(connection);
      connection.commit();
      statement.execute("ANALYZE");
      connection.commit();
    }
  }

  /** A year of them, of twenty people and programs. */
  private static void acts(Connection connection) throws SQLException {
    List<String> acts = List.of("RUN", "RERUN", "ACCEPT", "STOP", "HOLD", "LIFT", "LOG_IN");
    List<String> outcomes = List.of("STARTED", "DONE", "REFUSED", "FAILED");
    OffsetDateTime first = OffsetDateTime.parse("2026-01-01T00:00:00Z");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO retention_audit (acted_at, who, roles, source, came_from, act, target,"
                + " policy, execution_id, digest, reason, outcome, message) VALUES (?, ?,"
                + " 'OPERATOR APPROVER', 'CONSOLE', '10.0.0.1', ?, ?, ?, ?, NULL, ?, ?, ?)")) {
      for (int i = 0; i < ACTS; i++) {
        String policy = "p" + i % POLICIES;
        insert.setObject(1, first.plusSeconds(i * 300L));
        insert.setString(2, "ann" + i % 20);
        insert.setString(3, acts.get(i % acts.size()));
        insert.setString(4, "run of " + policy + " as of 2026-05-01");
        insert.setString(5, policy);
        insert.setLong(6, 1 + i % RUNS);
        insert.setString(7, "room is needed for the index of collection " + i);
        insert.setString(8, outcomes.get(i % outcomes.size()));
        insert.setString(9, "another run of this policy is in progress");
        insert.addBatch();
        if (i % 1000 == 999) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void run(Statement statement, int id) throws SQLException {
    int night = (id - 1) / POLICIES;
    String policy = "p" + (id - 1) % POLICIES;
    boolean failed = id % 10 == 0;
    String at =
        "TIMESTAMP '2026-11-24 03:15:00' - INTERVAL '" + (RUNS / POLICIES - night) + "' DAY";
    String asOf = "CAST(CAST(" + at + " AS DATE) AS VARCHAR(10))";
    statement.execute(
        "INSERT INTO batch_job_instance (job_instance_id, version, job_name, job_key) VALUES (%s, 0,"
                .formatted(id)
            + " 'partitionRetention', 'key%s')".formatted(id));
    statement.execute(
        ("INSERT INTO batch_job_execution (job_execution_id, version, job_instance_id, create_time,"
                + " start_time, end_time, status, exit_code, exit_message, last_updated) VALUES"
                + " (%s, 2, %s, %s, %s, %s, '%s', '%s', '', %s)")
            .formatted(
                id,
                id,
                at,
                at,
                at,
                failed ? "FAILED" : "COMPLETED",
                failed ? "PARTITIONS_FAILED" : "COMPLETED",
                at));
    parameters(statement, id, policy, asOf);
    List<String> steps = List.of("plan", "drop", "report");
    for (String step : steps) {
      statement.execute(
          ("INSERT INTO batch_step_execution (step_execution_id, version, step_name,"
                  + " job_execution_id, create_time, start_time, end_time, status, commit_count,"
                  + " read_count, filter_count, write_count, read_skip_count, write_skip_count,"
                  + " process_skip_count, rollback_count, exit_code, exit_message, last_updated)"
                  + " VALUES (%s, 3, '%s', %s, %s, %s, %s, 'COMPLETED', 1, 100, 0, 100, 0, 0, 0, 0,"
                  + " 'COMPLETED', '', %s)")
              .formatted(id * 3 + steps.indexOf(step), step, id, at, at, at, at));
    }
    statement.execute(
        ("INSERT INTO retention_plan (id, policy, as_of, attempt, execution_id, digest, frozen,"
                + " refused_by, unreadable, planned_at, rules, verdicts, guards, due_count) VALUES"
                + " (%s, '%s', %s, 1, %s, 'sha256:%s', TRUE, '', '', %s, 'policy: p', 'EXPIRED=%s',"
                + " '', %s)")
            .formatted(id, policy, asOf, id, id, at, ROWS, ROWS));
    for (int row = 0; row < ROWS; row++) {
      boolean left = failed && row > ROWS - 4;
      int ledger = id * ROWS + row;
      statement.addBatch(
          ("INSERT INTO retention_ledger (id, plan_id, ordinal, cluster_name, database_name,"
                  + " collection_name, collection_id, partition_name, period_start, period_end,"
                  + " row_count, state, released, attempts, error, execution_id, updated_at, action,"
                  + " reason, expires_at, result_execution_id, server) VALUES (%s, %s, %s, 'local',"
                  + " 'default', '%s_c%s', '%s', 'd%s', '2026-01-01T00:00Z', '2026-01-02T00:00Z',"
                  + " 1000, '%s', TRUE, 1, %s, %s, %s, 'DROP', 'ended 2026-01-02; kept P90D',"
                  + " '2026-04-02T00:00Z', %s, 'localhost:1')")
              .formatted(
                  ledger,
                  id,
                  row,
                  policy,
                  row % 10,
                  row % 10,
                  ledger,
                  left ? "FAILED" : "DROPPED",
                  left ? "'no disk left'" : "NULL",
                  id,
                  at,
                  id));
      statement.addBatch(
          ("INSERT INTO retention_call (ledger_id, execution_id, answered_at, route, outcome,"
                  + " http_status, code, message, millis) VALUES (%s, %s, %s, 'partitions/drop',"
                  + " 'SUCCESS', 200, 0, '', 12)")
              .formatted(ledger, id, at));
    }
    statement.executeBatch();
  }

  private static void parameters(Statement statement, int id, String policy, String asOf)
      throws SQLException {
    Map<String, String> texts =
        Map.of(
            "policy", "'" + policy + "'",
            "asOf", asOf,
            "trigger", "'schedule'",
            "requestedBy", "'daemon'",
            "reason", "''",
            "due", "'2026-01-01T00:00:00Z'",
            "leaseOwner", "'daemon'");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      parameter(statement, id, text.getKey(), String.class, text.getValue());
    }
    parameter(statement, id, "attempt", Long.class, "'1'");
    parameter(statement, id, "leaseFence", Long.class, "'1'");
  }

  private static void parameter(
      Statement statement, int id, String name, Class<?> type, String value) throws SQLException {
    statement.addBatch(
        ("INSERT INTO batch_job_execution_params (job_execution_id, parameter_name, parameter_type,"
                + " parameter_value, identifying) VALUES (%s, '%s', '%s', %s, 'Y')")
            .formatted(id, name, type.getName(), value));
  }
}
