package io.github.milvusretention.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The daemon as {@code serve} starts it, with a repository, a cluster and a clock that tests set. A
 * browser without scripts reads its pages.
 */
public final class LivePages implements AutoCloseable {
  public static final String DB = "default";

  /** A name or a reason that was written to harm. */
  public static final String SCRIPT = "<script>alert('x')</script> \"quoted\" & \u202Etxt";

  private static final String CLUSTERS =
      """
      retention:
        clusters:
          local: {uri: "${MILVUS_URI}", retry-budget: 0s, request-timeout: 30s, max-calls-per-second: 1000}
          down: {uri: "http://127.0.0.1:1", retry-budget: 0s}
        policies:
      """;

  public final Sandbox sandbox = Sandbox.builder().start();
  private final SettableClock clock = new SettableClock("2026-11-24T10:00:00Z");
  private final Path file;
  private final Database database;
  private final Application daemon;
  private final WebClient browser = new WebClient();

  /**
   * @param rules without clusters; the policies may use {@code local}, which is the sandbox, and
   *     {@code down}, where nothing answers
   */
  public LivePages(Databases kind, Path directory, String rules) {
    sandbox.clock(clock);
    database = kind.createMigrated(directory.resolve("data"));
    Map<String, String> variables = new HashMap<>(database.environment());
    variables.put("SERVER_PORT", "0");
    variables.put("MILVUS_URI", sandbox.uri().toString());
    file = directory.resolve("retention.yaml");
    write(rules);
    RulesOnDisk read = RulesOnDisk.read(file, variables, clock.instant());
    daemon =
        Application.start(
            new CommandContext(
                MilvusRetention.class, variables, clock, Writer.nullWriter(), Writer.nullWriter()),
            read,
            true);
    browser.getOptions().setJavaScriptEnabled(false);
    browser.getOptions().setCssEnabled(false);
    // Tests load a page again themselves.
    browser.setRefreshHandler((page, url, seconds) -> {});
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
  }

  /** A policy of months on the cluster {@code local}, of which three remain. */
  public static String policy(String name, String collections, String... more) {
    return """
        %s:
          cluster: local
          collections: [%s]
          partitions: ["uuuu_MM"]
          keep: P3M
          still-written: off
          new-rules: off
          max-share: 100%%
    """
            .formatted(name, collections)
        + Stream.of(more).map(key -> "      " + key + "\n").collect(Collectors.joining());
  }

  /** Writes the rules file; the daemon has read it already. */
  public void write(String rules) {
    try {
      Files.writeString(file, CLUSTERS + rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A collection of the cluster {@code local} that has these partitions. */
  public void collection(String name, String... partitions) {
    sandbox.createCollection(DB, name);
    sandbox.createPartitions(DB, name, partitions);
  }

  /** The cluster says that the collection has these partitions, whatever characters they have. */
  public void lists(String collection, List<String> partitions) {
    String names =
        Stream.concat(Stream.of("_default"), partitions.stream())
            .map(name -> "\"" + name.replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    sandbox.on("partitions/list").onCollection(collection).react(Reaction.data(names));
  }

  public void itIs(String instant) {
    clock.set(Instant.parse(instant));
  }

  public Database database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return daemon.get(type);
  }

  /** A page of the daemon, whatever its status, once its cluster has answered. */
  public HtmlPage page(String address) throws IOException {
    return settled(at(address));
  }

  /** What is answered first. */
  public HtmlPage at(String address) throws IOException {
    return browser.getPage(address(address));
  }

  /** A click. */
  public HtmlPage follow(HtmlPage page, String link) throws IOException {
    return settled(page.getAnchorByText(link).click());
  }

  private HtmlPage settled(HtmlPage page) {
    return isSettled(page)
        ? page
        : await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> browser.getPage(page.getUrl()), LivePages::isSettled);
  }

  private static boolean isSettled(HtmlPage page) {
    return page.getWebResponse().getResponseHeaderValue("Refresh") == null;
  }

  private String address(String path) {
    return "http://127.0.0.1:"
        + daemon.get(Environment.class).getProperty("local.server.port")
        + path;
  }

  /** A run of that policy, as a schedule starts it. */
  public RunReport run(String policy) {
    return run(policy, null);
  }

  /**
   * @param accept the digest of a plan; null for none
   */
  public RunReport run(String policy, @Nullable String accept) {
    RunOrigin origin =
        accept == null
            ? new RunOrigin(Trigger.SCHEDULE, "schedule <b>nightly</b>", "")
            : new RunOrigin(Trigger.MANUAL, "ada@ops", "agreed <i>with</i> the owners");
    return bean(Runner.class).run(new RunRequest(policy, null, true, accept, origin));
  }

  /** A run on which all goes well. */
  public RunReport runs(String policy) {
    RunReport report = run(policy);
    assertThat(report.exit()).as(report.message()).isEqualTo(RunExit.DONE);
    return report;
  }

  /** The digest of the last plan of a run of that policy. */
  public String digest(String policy) {
    return database
        .ask(
            "SELECT digest FROM retention_plan WHERE policy = '"
                + policy
                + "' ORDER BY as_of DESC, attempt DESC")
        .get(0);
  }

  public void hold(String collection, String partition, String owner, String reason) {
    bean(HoldStore.class)
        .place(
            new HoldStore.Wanted(
                HoldKind.HOLD,
                new Covers(
                    null, null, null, new NameGlob(collection), new NameGlob(partition), null),
                owner,
                reason,
                null),
            Actor.ofCommand("ada", "ops"));
  }

  @Override
  public void close() {
    browser.close();
    sandbox.heal();
    daemon.close();
    sandbox.close();
  }
}
