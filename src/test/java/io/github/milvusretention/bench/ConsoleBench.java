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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
  static final int RUNS = number("BENCH_RUNS", 1000);
  static final int ACTS = number("BENCH_ACTS", 100_000);
  private static final int COLLECTIONS = number("BENCH_COLLECTIONS", 200);
  private static final int PARTITIONS = number("BENCH_PARTITIONS", 500);
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
      YearsOfRuns.fill(database);
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
    for (int i = 0; i < YearsOfRuns.POLICIES; i++) {
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
}
