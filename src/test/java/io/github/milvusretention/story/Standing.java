package io.github.milvusretention.story;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.CrashPoints;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One process that stays up through many runs, with its line to the database at hand. */
final class Standing implements AutoCloseable {
  static final Clock CLOCK = new SettableClock("2026-11-24T10:00:00Z");

  private final Line line = new Line();
  private final ConfigurableApplicationContext context;

  /**
   * @param crashPoints told of where each run is
   */
  Standing(Database database, Path directory, String rules, CrashPoints crashPoints) {
    Path file = directory.resolve("retention.yaml");
    try {
      Files.writeString(file, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context =
        new SpringApplicationBuilder(MilvusRetention.class)
            .web(WebApplicationType.NONE)
            .profiles("command")
            .registerShutdownHook(false)
            .logStartupInfo(false)
            .initializers(
                starting -> {
                  RulesOnDisk read = RulesOnDisk.read(file, System.getenv(), Instant.now());
                  starting.getBeanFactory().registerSingleton("rulesOnDisk", read);
                  starting.getBeanFactory().registerSingleton("rules", read.rules());
                  starting.getBeanFactory().registerSingleton("clock", CLOCK);
                  starting.getBeanFactory().registerSingleton("crashPoints", crashPoints);
                  starting.getBeanFactory().addBeanPostProcessor(line);
                })
            .run(
                "--spring.datasource.url=" + url(database),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password().get());
  }

  /**
   * One whose cluster is that sandbox, with the same clock.
   *
   * @param rules as those of an {@link Installation}, with variables for the address and the token
   */
  Standing(
      Database database, Path directory, Sandbox sandbox, String rules, CrashPoints crashPoints) {
    this(
        database,
        directory,
        rules
            .replace("${MILVUS_URI}", sandbox.uri().toString())
            .replace("${MILVUS_TOKEN}", Installation.TOKEN),
        crashPoints);
    sandbox.clock(CLOCK);
  }

  private static String url(Database database) {
    return database.url() + (database.url().startsWith("jdbc:h2:") ? ";WRITE_DELAY=0" : "");
  }

  Line line() {
    return line;
  }

  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** As the command of that name. */
  RunReport run(String policy, AsOf asOf) {
    return get(Runner.class).run(request(policy, asOf));
  }

  /** As the command of that name; empty if there is nothing to continue. */
  Optional<RunReport> rerun(String policy) {
    return get(History.class)
        .unfinished(policy)
        .map(run -> get(Runner.class).rerun(run, request(policy, run.asOf())));
  }

  private static RunRequest request(String policy, AsOf asOf) {
    return new RunRequest(policy, asOf, false, null, new RunOrigin(Trigger.MANUAL, "a test", ""));
  }

  @Override
  public void close() {
    context.close();
  }
}
