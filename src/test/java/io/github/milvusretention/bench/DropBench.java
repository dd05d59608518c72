package io.github.milvusretention.bench;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.milvus.rest.MilvusClient;
import io.github.milvusretention.milvus.rest.call.CallObserver;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.FileSystemUtils;

/**
 * How long the drop step of a run takes, as a ratio to a loop that releases and drops one partition
 * after the other and confirms nothing; and what a dropped partition costs in calls and statements.
 * The repository is an H2 file, as shipped.
 *
 * <pre>
 * mvn -q spring-boot:test-run -Ddemo.class=io.github.milvusretention.bench.DropBench
 * </pre>
 *
 * <p>{@code BENCH_DROPS} in the environment is the number of partitions (200).
 */
public final class DropBench {
  private static final String RULES =
      """
      retention:
        clusters:
          sandbox:
            uri: %s
            max-calls-per-second: 1000
        policies:
          daily:
            cluster: sandbox
            collections: ["c*"]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P30D
            still-written: off
            max-drops: 100000
            max-share: 100%%
            new-rules: off
      """;

  private static final Duration CALL = Duration.ofMillis(20);
  private static final DateTimeFormatter DAILY =
      DateTimeFormatter.ofPattern("'p'_uuuu_MM_dd", Locale.ROOT);
  private static final LocalDate LAST = LocalDate.now(ZoneOffset.UTC).minusDays(60);

  /** The program, whose statements are counted. */
  @Import(MilvusRetention.class)
  static class Counted {
    @Bean
    static StatementCount statementCount() {
      return new StatementCount();
    }
  }

  private record Figures(double seconds, double calls, double mutations, long statements) {}

  private DropBench() {}

  public static void main(String[] args) throws Exception {
    int drops = Integer.parseInt(System.getenv().getOrDefault("BENCH_DROPS", "200"));
    // The first run loads classes; its figures are of no use.
    ours(1, 20, Duration.ZERO, CALL);
    bare(20, CALL);
    Figures one = ours(1, drops, CALL, CALL);
    print("every call 20 ms: our drop step / bare loop", one.seconds / bare(drops, CALL));
    Figures slow = ours(1, drops, Duration.ofSeconds(1), CALL);
    print(
        "release 1 s: our drop step / bare loop",
        slow.seconds / bare(drops, Duration.ofSeconds(1)));
    print("calls for a dropped partition", one.calls / drops);
    print("of them mutating", one.mutations / drops);
    Figures half = ours(1, drops / 2, CALL, CALL);
    print(
        "database statements for a dropped partition",
        (one.statements - half.statements) / (double) (drops - drops / 2));
    Figures quarter = ours(1, drops / 4, CALL, CALL);
    Figures four = ours(4, drops / 4, CALL, CALL);
    print("four collections side by side / one of them", four.seconds / quarter.seconds);
    System.exit(0);
  }

  private static void print(String what, double figure) {
    System.out.printf(Locale.ROOT, "%-50s %6.2f%n", what, figure);
  }

  private static Sandbox sandbox(int collections, int drops, Duration release, Duration call) {
    Sandbox sandbox = Sandbox.builder().start();
    List<String> names =
        IntStream.range(0, drops).mapToObj(i -> DAILY.format(LAST.minusDays(i))).toList();
    for (int i = 0; i < collections; i++) {
      sandbox.createCollection("default", "c" + i);
      sandbox.createPartitions("default", "c" + i, names);
      sandbox.createPartitions("default", "c" + i, DAILY.format(LAST.plusDays(60)));
      sandbox.load("default", "c" + i, names.toArray(String[]::new));
    }
    sandbox.clearCalls();
    sandbox.on("partitions/release").react(Reaction.delay(release));
    sandbox.onEvery().react(Reaction.delay(call));
    return sandbox;
  }

  private static double bare(int drops, Duration release) {
    try (Sandbox sandbox = sandbox(1, drops, release, CALL);
        Milvus milvus =
            MilvusClient.connect(
                new Cluster("sandbox", sandbox.uri(), Token.NONE, Duration.ofSeconds(30)),
                FastForward.withRealTime(),
                Clock.systemUTC(),
                null,
                CallObserver.NONE)) {
      List<String> names =
          sandbox.partitions("default", "c0").stream().filter(n -> n.startsWith("p_")).toList();
      long start = System.nanoTime();
      for (String name : names.subList(0, drops)) {
        milvus.release("default", "c0", List.of(name));
        milvus.drop("default", "c0", name);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static Figures ours(int collections, int drops, Duration release, Duration call)
      throws Exception {
    Path directory = Files.createTempDirectory("milvus-retention-bench");
    try (Sandbox sandbox = sandbox(collections, drops, release, call)) {
      Database database = Databases.H2.createMigrated(directory.resolve("data"));
      Path rules = directory.resolve("retention.yaml");
      Files.writeString(rules, RULES.formatted(sandbox.uri()));
      Map<String, String> environment = new HashMap<>(database.environment());
      long before = StatementCount.soFar();
      StringWriter err = new StringWriter();
      int exit =
          RetentionCommand.execute(
              new CommandContext(
                  Counted.class,
                  environment,
                  Clock.systemUTC(),
                  new PrintWriter(new StringWriter()),
                  new PrintWriter(err, true)),
              "--config",
              rules.toString(),
              "run");
      if (exit != 0) {
        throw new IllegalStateException("exit " + exit + ": " + err);
      }
      return new Figures(
          dropSeconds(database),
          sandbox.calls().size(),
          sandbox.mutations().size(),
          StatementCount.soFar() - before);
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private static double dropSeconds(Database database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet times =
            statement.executeQuery(
                "SELECT START_TIME, END_TIME FROM BATCH_STEP_EXECUTION WHERE STEP_NAME = 'drop'")) {
      times.next();
      Instant start = times.getTimestamp(1).toInstant();
      return Duration.between(start, times.getTimestamp(2).toInstant()).toMillis() / 1e3;
    }
  }
}
