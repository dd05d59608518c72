package io.github.milvusretention.crash;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What survives a killed process: the server, the job repository, the rules. */
final class TestEnvironment implements AutoCloseable {
  /** How a process ended; the exit code of a killed one is {@link CrashPlan#KILLED}. */
  record ProcessResult(int exit, String output) {}

  /** One for all stages of this JVM: its archive of classes is made once. */
  private static final ShippedJar JAR = new ShippedJar(besideTheJar());

  private final Path directory;
  private final Sandbox sandbox;
  private final CallMonitor monitor;
  private final Database database;
  private int processes;

  TestEnvironment(Databases databases, Path directory, Random random) {
    this(databases, directory, random, Duration.ofMillis(2));
  }

  /**
   * @param latency the delay of each call to the server
   */
  TestEnvironment(Databases databases, Path directory, Random random, Duration latency) {
    sandbox = Sandbox.builder().latency(latency).start();
    // Also for the connections of the test: by default, H2 listens on all interfaces.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    this.directory = directory;
    // A separate generator: the number of values used depends on how far a process gets.
    monitor = new CallMonitor(sandbox, new Random(random.nextLong()));
    database = databases.create(directory.resolve("data"));
  }

  private static Path besideTheJar() {
    try {
      Path directory = Files.createTempDirectory("jar");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path directory) {
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  CallMonitor monitor() {
    return monitor;
  }

  RepositoryRecords records() {
    return new RepositoryRecords(database);
  }

  void expireLeases() {
    database.expireLeases();
  }

  /** Runs queries with one connection kept open, because opening the database is slow. */
  void withOpenDatabase(Runnable queries) {
    try (Connection open = database.connect()) {
      queries.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void rules(String text) {
    try {
      Files.writeString(rules(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Performs one complete run, which sets up the repository. */
  void setUp(PolicyFixture fixture) {
    rules(fixture.rules(sandbox, "30s"));
    ProcessResult ended = play(null, List.of("run", "--as-of", fixture.asOf().toString()));
    if (ended.exit() != 0) {
      throw new IllegalStateException("the first run ended with " + ended.exit() + ended.output());
    }
  }

  /** Starts a process, and returns when it has ended or was killed. */
  ProcessResult play(@Nullable Kill kill, List<String> command) {
    monitor.newProcess(kill);
    ChildProcess child = start(kill instanceof Kill.AtCrashPoint at ? at.plan() : null, command);
    monitor.started(child);
    if (kill instanceof Kill.AfterTime after && !child.endsWithin(after.time())) {
      child.kill();
    }
    return new ProcessResult(child.awaitExit(), child.output());
  }

  /** Starts a process without waiting for it. */
  ChildProcess start(@Nullable CrashPlan plan, List<String> command) {
    return JAR.start(database.environment(), log(), plan, arguments(command));
  }

  /** Starts a daemon. */
  ChildProcess serve() {
    return serve(null);
  }

  /** Starts a daemon that halts or pauses. */
  ChildProcess serve(@Nullable CrashPlan plan) {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("SERVER_PORT", "0");
    return JAR.start(environment, log(), plan, arguments(List.of("serve")));
  }

  private List<String> arguments(List<String> command) {
    List<String> all = new ArrayList<>(List.of("--config", rules().toString()));
    all.addAll(command);
    return all;
  }

  private Path rules() {
    return directory.resolve("retention.yaml");
  }

  private Path log() {
    return directory.resolve("process-" + ++processes + ".log");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
