package io.github.milvusretention.matrix;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.milvus.http.ShortTimeoutClient;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileUtils;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The program, started once for thousands of cases: a sandbox, a cluster and two policies for each
 * server, and the real job on a real repository. Delays are counted, but not waited for.
 */
final class MatrixApplication implements AutoCloseable {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Map<Server, Sandbox> sandboxes = new EnumMap<>(Server.class);
  private final String inMemory = "memFS:matrix" + NUMBER.incrementAndGet();
  private final ConfigurableApplicationContext context;
  private final List<Appender<ILoggingEvent>> silenced = new ArrayList<>();
  private final Appender<ILoggingEvent> logListener = new LogListener();

  /** The whole program, but without real delays. */
  @Import(MilvusRetention.class)
  static class TestConfiguration {
    @Bean
    @Primary
    static Sleeper countingSleeper() {
      FastForward fast = FastForward.withRealTime();
      return new Sleeper() {
        @Override
        public void sleep(Duration time) throws InterruptedException {
          CaseRun.current().waited(time);
          fast.sleep(time);
        }

        @Override
        public long nanos() {
          return fast.nanos();
        }
      };
    }

    @Bean
    @Primary
    static Clusters shortTimeoutClusters(Rules rules, Sleeper sleeper) {
      return new Clusters(
          rules,
          cluster ->
              ShortTimeoutClient.connect(
                  cluster, sleeper, CLOCK, route -> CaseRun.current().usesShortTimeout(route)));
    }
  }

  /** Passes every log line to the case whose thread wrote it. */
  private static final class LogListener extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      CaseRun.logged(event);
    }
  }

  MatrixApplication(Databases kind, Path directory) {
    for (Server server : Server.values()) {
      Sandbox sandbox = server.start();
      sandbox.clock(CLOCK);
      sandboxes.put(server, sandbox);
    }
    Map<String, Object> properties = new HashMap<>(repository(kind, directory));
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("matrix", properties));
    context =
        new SpringApplicationBuilder(TestConfiguration.class)
            .environment(environment)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .web(WebApplicationType.NONE)
            .profiles("command")
            .initializers(starting -> prepare(starting, rules(directory)))
            .run();
    context.addApplicationListener(
        (ApplicationListener<PayloadApplicationEvent<?>>)
            event -> {
              if (event.getPayload() instanceof PartitionSettled settled) {
                CaseRun.current().settled(settled);
              }
            });
    Logger root = root();
    root.iteratorForAppenders().forEachRemaining(silenced::add);
    silenced.forEach(root::detachAppender);
    logListener.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    logListener.start();
    root.addAppender(logListener);
  }

  private static void prepare(ConfigurableApplicationContext starting, RulesOnDisk rules) {
    starting.getBeanFactory().registerSingleton("rulesOnDisk", rules);
    starting.getBeanFactory().registerSingleton("rules", rules.rules());
    starting.getBeanFactory().registerSingleton("clock", CLOCK);
  }

  private Map<String, Object> repository(Databases kind, Path directory) {
    if (kind == Databases.H2) {
      // H2 in memory, because a disk is too slow for a hundred commits per second.
      return Map.of("spring.datasource.url", "jdbc:h2:" + inMemory + ";WRITE_DELAY=0");
    }
    Database database = kind.create(directory);
    return Map.of(
        "spring.datasource.url", database.url(),
        "spring.datasource.username", database.user());
  }

  private RulesOnDisk rules(Path directory) {
    StringBuilder clusters = new StringBuilder();
    StringBuilder policies = new StringBuilder();
    sandboxes.forEach(
        (server, sandbox) -> {
          clusters.append(
              """
                  %s: {uri: "%s", request-timeout: 5s, max-calls-per-second: 1000}
              """
                  .formatted(server.label(), sandbox.uri()));
          policies.append(policy(server, false, CollectionsFixture.DATABASE, "one_*"));
          // No collection is both policies', or they would be in conflict over it.
          policies.append(policy(server, true, "def*", "any_*"));
        });
    String text = "retention:\n  clusters:\n" + clusters + "  policies:\n" + policies;
    try {
      Path file = Files.writeString(directory.resolve("retention.yaml"), text);
      return RulesOnDisk.read(file, Map.of(), Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String policy(
      Server server, boolean anyDatabase, String database, String collections) {
    // On one server side by side; on the others one after the other, where "from the second"
    // and "three in a row" are easier to follow.
    return """
            %s:
              cluster: %s
              database: "%s"
              collections: ["%s"]
              partitions: ["'d_'uuuu_MM_dd"]
              keep: P%dD
              still-written: off
              max-share: 100%%
              new-rules: off
              concurrency: %d
        """
        .formatted(
            policy(server, anyDatabase),
            server.label(),
            database,
            collections,
            CollectionsFixture.KEEP_DAYS,
            server == Server.V3_0_0 ? 3 : 1);
  }

  /** The program lists databases only for a database glob. */
  static String policy(Server server, boolean anyDatabase) {
    return server.label() + (anyDatabase ? "-any" : "");
  }

  Sandbox sandbox(Server server) {
    return Objects.requireNonNull(sandboxes.get(server));
  }

  Runner runner() {
    return context.getBean(Runner.class);
  }

  History history() {
    return context.getBean(History.class);
  }

  /** The ledger of a policy at one as-of: {@code collection/partition STATE}, sorted. */
  List<String> ledgerStates(String policy, String asOf) {
    return context
        .getBean(JdbcClient.class)
        .sql(
            "SELECT l.collection_name || '/' || l.partition_name || ' ' || l.state"
                + " FROM retention_ledger l JOIN retention_plan p ON p.id = l.plan_id"
                + " WHERE p.policy = :policy AND p.as_of = :asOf ORDER BY 1")
        .param("policy", policy)
        .param("asOf", asOf)
        .query(String.class)
        .list();
  }

  /** Settles undecided rows of a failed case, so that they do not affect the next ones. */
  void forgetUndecided(String policy) {
    context
        .getBean(JdbcClient.class)
        .sql(
            "UPDATE retention_ledger SET state = 'FAILED' WHERE state = 'DROP_SENT'"
                + " AND plan_id IN (SELECT id FROM retention_plan WHERE policy = :policy)")
        .param("policy", policy)
        .update();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void close() {
    context.close();
    Logger root = root();
    root.detachAppender(logListener);
    silenced.forEach(root::addAppender);
    sandboxes.values().forEach(Sandbox::close);
    FileUtils.tryDelete(inMemory + ".mv.db");
    FileUtils.tryDelete(inMemory + ".trace.db");
  }
}
