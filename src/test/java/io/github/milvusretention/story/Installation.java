package io.github.milvusretention.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.SandboxBuilder;
import io.github.milvusretention.sandbox.States;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The program as a user has it: rules, a repository, a cluster, a clock, and the command line. Its
 * commands share an application where they can; {@link #restart} ends it.
 */
public final class Installation {
  /** Of the collection quick_setup, seven months are expired on 2026-11-24. */
  public static final String RULES =
      """
      retention:
        clusters:
          local:
            uri: ${MILVUS_URI}
            token: ${MILVUS_TOKEN}
            request-timeout: 5s
            max-calls-per-second: 1000
        policies:
          quick-setup:
            cluster: local
            collections: [quick_setup]
            partitions: ["MMMM"]
            keep: P3M
            still-written: off
            max-share: 75%
            new-rules: off
      """;

  /** The same, one partition after the other. */
  public static final String ONE_BY_ONE = RULES + "      release-batch: 1\n";

  public static final String TOKEN = "root:Milvus";

  /** By which the program waits. */
  static final FastForward TIME = FastForward.withRealTime();

  /** The program, to which waiting between tries costs no time. */
  @Import(MilvusRetention.class)
  static class Hurried {
    @Bean
    @Primary
    static Sleeper hurriedSleeper() {
      return TIME;
    }
  }

  private final Database database;
  private final Path rules;
  private final Map<String, String> environment = new HashMap<>();
  private final SettableClock clock = new SettableClock("2026-11-24T10:00:00Z");
  private boolean terminal;
  private String typed = "";
  private OptionalInt columns = OptionalInt.empty();
  private final KeptApplication application = new KeptApplication();

  /** An empty cluster, which takes the token. It stops after the test. */
  public static Sandbox cluster() {
    return stopped(Sandbox.builder().token(TOKEN));
  }

  /** The same with the collection of Milvus's quick setup. */
  public static Sandbox quickSetup() {
    return stopped(Sandbox.builder().token(TOKEN).seed(States::quickSetup));
  }

  private static Sandbox stopped(SandboxBuilder builder) {
    Sandbox sandbox = builder.start();
    AfterTest.close(sandbox);
    return sandbox;
  }

  public Installation(Databases kind, Path directory, Sandbox sandbox) {
    this(kind.createMigrated(data(directory)), directory);
    talksTo(sandbox);
  }

  /** One that talks to any server, on this machine's time, with a database of H2. */
  public static Installation at(URI server, String token, Path directory) {
    Installation here = new Installation(Databases.H2.createMigrated(data(directory)), directory);
    here.itIs(Clock.systemUTC().instant().toString());
    return here.variable("MILVUS_URI", server.toString()).variable("MILVUS_TOKEN", token);
  }

  /** One with a copied database of H2 in the directory, where another was made before. */
  public static Installation onCopy(Path directory, Sandbox sandbox) {
    return new Installation(Databases.H2.create(data(directory)), directory).talksTo(sandbox);
  }

  /** One whose first command finds an empty database and makes the tables. */
  public static Installation withoutTables(Databases kind, Path directory, Sandbox sandbox) {
    return new Installation(kind.create(data(directory)), directory).talksTo(sandbox);
  }

  private Installation(Database database, Path directory) {
    this.database = database;
    AfterTest.close(application);
    rules = directory.resolve("retention.yaml");
    environment.putAll(database.environment());
    environment.put("MILVUS_TOKEN", TOKEN);
    rules(RULES);
  }

  private static Path data(Path directory) {
    return directory.resolve("data");
  }

  public Database database() {
    return database;
  }

  public Installation rules(String text) {
    try {
      Files.writeString(rules, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Installation variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Installation withoutVariable(String name) {
    environment.remove(name);
    return this;
  }

  /** The repository is what the program makes where no database is named. */
  public Installation withOwnRepositoryFile() {
    database.environment().keySet().forEach(environment::remove);
    return this;
  }

  /** From now on the rules' cluster is that sandbox, whose clock is right. */
  public Installation talksTo(Sandbox sandbox) {
    sandbox.clock(clock);
    return variable("MILVUS_URI", sandbox.uri().toString());
  }

  /** Whether a person sits at a terminal, which is not so before. */
  Installation atTerminal(boolean person) {
    terminal = person;
    return this;
  }

  /** What a person types where a password is asked for. */
  public Installation typed(String password) {
    typed = password;
    return this;
  }

  /** From now on answers go to a terminal of that width, and not to another program. */
  public Installation onTerminal(int width) {
    columns = OptionalInt.of(width);
    return this;
  }

  /** Sets the clock, which stands at 2026-11-24T10:00:00Z before. */
  public void itIs(String instant) {
    clock.set(instant);
  }

  /** The next command is a new process to the repository and to the cluster. */
  public Installation restart() {
    application.close();
    return this;
  }

  /** Runs a command line, written with single spaces, under the rules of this installation. */
  public Ended run(String commandLine) {
    return run(Stream.of(commandLine.split(" ")).toArray(String[]::new));
  }

  public Ended run(String... args) {
    return runExactly(
        Stream.concat(Stream.of("--config", rules.toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  /** Starts the daemon on a free port of this machine, beside the commands; its user closes it. */
  public Application serve() {
    Map<String, String> served = new HashMap<>(environment);
    served.put("SERVER_PORT", "0");
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandContext surroundings =
        new CommandContext(Hurried.class, served, clock, nowhere, nowhere);
    RulesOnDisk read = RulesOnDisk.read(rules, environment, clock.instant());
    return Application.start(surroundings, read, true);
  }

  /** Runs a command line without adding {@code --config}. */
  public Ended runExactly(String... args) {
    StringWriter out = new StringWriter();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream realErr = System.err;
    // Logs go to System.err; a user sees them in one stream with what the command says.
    try (PrintStream captured = new PrintStream(err, true, UTF_8)) {
      System.setErr(captured);
      CommandContext surroundings =
          new CommandContext(
              Hurried.class,
              environment,
              clock,
              () -> terminal,
              () -> typed,
              () -> columns,
              new PrintWriter(out, true),
              new PrintWriter(captured, true, UTF_8),
              application);
      int exit = RetentionCommand.execute(surroundings, args);
      Ended ended = new Ended(exit, out.toString(), err.toString(UTF_8));
      Contract.hold(args, ended);
      return ended;
    } finally {
      System.setErr(realErr);
    }
  }

  /** The ledger of a run as it is now: as {@code show} tells it, with what came later. */
  public List<JsonNode> ledger(long execution) {
    return asLeftBy(execution).stream().map(Installation::withWhatCameLater).toList();
  }

  /** The ledger of a run as that execution left it. */
  public List<JsonNode> asLeftBy(long execution) {
    return List.copyOf(run("show " + execution + " --output json").json().get("items").values());
  }

  private static JsonNode withWhatCameLater(JsonNode item) {
    ObjectNode now = ((ObjectNode) item).deepCopy();
    if (item.get("since").isObject()) {
      now.setAll((ObjectNode) item.get("since"));
    }
    return now;
  }

  /** The ledger of a run in short: {@code collection/partition STATE}, oldest period first. */
  public List<String> results(long execution) {
    return ledger(execution).stream()
        .map(
            item ->
                item.get("collection").stringValue()
                    + "/"
                    + item.get("partition").stringValue()
                    + " "
                    + item.get("state").stringValue())
        .toList();
  }
}
