package io.github.milvusretention.console.runs;

import io.github.milvusretention.ServedProgram;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.springframework.context.ConfigurableApplicationContext;

/** The daemon with its pages, on 2026-11-24 at ten, for a browser without JavaScript. */
public final class Site implements AutoCloseable {
  public static final String DB = "default";
  private static final String CLUSTER =
      """
      retention:
        clusters:
          local:
            uri: %s
            request-timeout: 60s
            max-calls-per-second: 1000
        policies:
      """;

  private final Database database;
  private final Path rules;
  private final ConfigurableApplicationContext context;
  private final WebClient browser = new WebClient();

  /**
   * @param kind of the repository
   * @param policies beneath that key of the rules, as YAML
   * @param more beneath retention
   */
  public Site(Databases kind, Path directory, Sandbox sandbox, String policies, String more) {
    database = kind.createMigrated(directory.resolve("data"));
    rules = directory.resolve("retention.yaml");
    write(CLUSTER.formatted(sandbox.uri()) + policies.indent(4) + more.indent(2));
    SettableClock clock = new SettableClock("2026-11-24T10:00:00Z");
    sandbox.clock(clock);
    context =
        ServedProgram.start(
            () -> RulesOnDisk.read(rules, Map.of(), Instant.now()),
            clock,
            ServedProgram.settings(database));
    browser.getOptions().setJavaScriptEnabled(false);
    browser.getOptions().setCssEnabled(false);
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
  }

  /** A policy of one collection of that name, from which seven months are expired. */
  public static String policy(String name, String... more) {
    return """
        %s:
          cluster: local
          collections: [%s]
          partitions: ["MMMM"]
          keep: P3M
          still-written: off
          new-rules: off
          max-share: 75%%
          release-batch: 1
        """
            .formatted(name, name)
        + String.join("\n", more).indent(2);
  }

  /** Its collection: the months from January on. */
  public static void seed(Sandbox sandbox, String... collections) {
    for (String collection : collections) {
      sandbox.createCollection(DB, collection);
      sandbox.createPartitions(
          DB,
          collection,
          List.of(
              "january",
              "february",
              "march",
              "april",
              "may",
              "june",
              "july",
              "august",
              "september",
              "october",
              "november"));
    }
  }

  public RunReport run(String policy) {
    return run(policy, "");
  }

  public RunReport run(String policy, String reason) {
    RunOrigin origin = new RunOrigin(Trigger.MANUAL, "ada@host", reason);
    return context
        .getBean(Runner.class)
        .run(new RunRequest(policy, null, false, null, true, origin));
  }

  public RunReport rerun(RunReport report) {
    return context
        .getBean(Runner.class)
        .rerun(
            report.run(),
            new RunRequest(
                report.run().policy(),
                report.run().asOf(),
                false,
                null,
                true,
                new RunOrigin(Trigger.RERUN, "bob@host", "")));
  }

  public HtmlPage page(String path) {
    try {
      return browser.getPage(address(path).toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** As it came over the wire. */
  public HttpResponse<String> raw(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + ServedProgram.port(context) + path);
  }

  /** The row of a table that a link of this text is in, as one reads it. */
  public static String row(HtmlPage page, String link) {
    DomNode row = page.getFirstByXPath("//tr[.//a[normalize-space(.)='" + link + "']]");
    if (row == null) {
      throw new AssertionError("no row of " + link + " in " + page.asNormalizedText());
    }
    return words(row);
  }

  /** What is read there, with single blanks. */
  public static String words(DomNode node) {
    return node.asNormalizedText().replaceAll("\\s+", " ").strip();
  }

  public Database database() {
    return database;
  }

  public String rules() {
    try {
      return Files.readString(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String text) {
    try {
      Files.writeString(rules, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    browser.close();
    context.close();
  }
}
