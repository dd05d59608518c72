package io.github.milvusretention.console.nights;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.rules.RulesOnDisk;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The daemon as {@code serve} starts it, whose evenings a test plays one after the other. */
public final class Evenings implements AutoCloseable {
  private final SettableClock clock = new SettableClock("2026-11-24T10:00:00Z");
  private final Path file;
  private final Database database;
  private final Application daemon;
  private final WebClient browser = new WebClient();

  /**
   * @param rules in which {@code ${MILVUS_URI}} is the sandbox
   */
  public Evenings(Databases kind, Path directory, Sandbox sandbox, String rules) {
    sandbox.clock(clock);
    database = kind.createMigrated(directory.resolve("data"));
    Map<String, String> variables = new HashMap<>(database.environment());
    variables.put("SERVER_PORT", "0");
    variables.put("MILVUS_URI", sandbox.uri().toString());
    file = directory.resolve("retention.yaml");
    write(rules);
    RulesOnDisk read = RulesOnDisk.read(file, variables, clock.instant());
    Writer nobody = Writer.nullWriter();
    daemon =
        Application.start(
            new CommandContext(MilvusRetention.class, variables, clock, nobody, nobody),
            read,
            true);
    browser.getOptions().setJavaScriptEnabled(false);
    browser.getOptions().setCssEnabled(false);
    browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
  }

  /** Writes the rules file, which the daemon has read already. */
  public void write(String rules) {
    try {
      Files.writeString(file, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** A run as the schedule starts it. */
  public RunReport run(String policy) {
    return daemon.get(Runner.class).run(request(policy, null, false));
  }

  /** Another attempt at a night that is done. */
  public RunReport again(String policy, String asOf) {
    return daemon.get(Runner.class).run(request(policy, AsOf.parse(asOf), true));
  }

  private static RunRequest request(String policy, @Nullable AsOf asOf, boolean again) {
    return new RunRequest(
        policy, asOf, again, null, new RunOrigin(Trigger.SCHEDULE, "schedule", ""));
  }

  /** A page of the daemon, whatever its status. */
  public HtmlPage page(String address) throws IOException {
    return browser.getPage(
        "http://127.0.0.1:"
            + daemon.get(Environment.class).getProperty("local.server.port")
            + address);
  }

  @Override
  public void close() {
    browser.close();
    daemon.close();
  }
}
