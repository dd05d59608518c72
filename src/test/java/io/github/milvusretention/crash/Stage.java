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

/** All that outlives a killed process: the server, the repository, the rules. */
final class Stage implements AutoCloseable {
  /** How a process ended; the exit code of a killed one is {@link LastMoment#KILLED}. */
  record Ended(int exit, String output) {}

  /** One for all stages of this JVM: its archive of classes is made once. */
  private static final ShippedJar JAR = new ShippedJar(besideTheJar());

  private final Path directory;
  private final Sandbox sandbox;
  private final Witness witness;
  private final Database database;
  private int processes;

  Stage(Databases kind, Path directory, Random random) {
    this(kind, directory, random, Duration.ofMillis(2));
  }

  /**
   * @param latency of each call to the server
   */
  Stage(Databases kind, Path directory, Random random, Duration latency) {
    sandbox = Sandbox.builder().latency(latency).start();
    // Also for the test's own connections: H2 would listen on every address.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    this.directory = directory;
    // Its own: how often it is asked depends on how far a process gets.
    witness = new Witness(sandbox, new Random(random.nextLong()));
    database = kind.create(directory.resolve("data"));
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

  Witness witness() {
    return witness;
  }

  Records records() {
    return new Records(database);
  }

  void expireLeases() {
    database.expireLeases();
  }

  /** Many questions at once: one connection keeps the database open, for opening it takes time. */
  void look(Runnable questions) {
    try (Connection open = database.connect()) {
      questions.run();
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

  /** One whole run, on a scene of its own, that nobody kills: it sets up the repository. */
  void setUp(Scene scene) {
    rules(scene.rules(sandbox, "30s"));
    Ended ended = play(null, List.of("run", "--as-of", scene.asOf().toString()));
    if (ended.exit() != 0) {
      throw new IllegalStateException("the first run ended with " + ended.exit() + ended.output());
    }
  }

  /** Starts a process and returns when it has ended, by itself or by its kill. */
  Ended play(@Nullable Kill kill, List<String> command) {
    witness.newProcess(kill);
    ChildProcess child = start(kill instanceof Kill.AtMoment at ? at.last() : null, command);
    witness.started(child);
    if (kill instanceof Kill.AfterTime after && !child.endsWithin(after.time())) {
      child.kill();
    }
    return new Ended(child.awaitExit(), child.output());
  }

  /** Starts a process and returns at once. */
  ChildProcess start(@Nullable LastMoment last, List<String> command) {
    return JAR.start(database.environment(), log(), last, arguments(command));
  }

  /** Starts a daemon. */
  ChildProcess serve() {
    Map<String, String> environment = new HashMap<>(database.environment());
    environment.put("SERVER_PORT", "0");
    return JAR.start(environment, log(), null, arguments(List.of("serve")));
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
