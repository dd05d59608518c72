package io.github.milvusretention.console.confirm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.ServedProgram;
import io.github.milvusretention.audit.AuditFilter;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.plan.list.NameStore;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A daemon with a cluster of its own. The policy nightly drops what is due of the collection docs;
 * strict refuses more than three of the collection other.
 */
public final class Desk implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(PASSWORD);

  private static final String RULES =
      """
      retention:
        console:
          users:
            vic: {password: "HASH", roles: [viewer]}
            ada: {password: "HASH", roles: [operator]}
            grace: {password: "HASH", roles: [operator, approver]}
            eve: {password: "HASH", roles: [operator, approver]}
        clusters:
          local:
            uri: "URI"
            token: root:Milvus
            request-timeout: 5s
            max-calls-per-second: 1000
            retry-budget: 0s
        holds:
          audit-of-2020: {owner: law, reason: audit, partition: "2020*"}
        policies:
          nightly: &it
            cluster: local
            collections: [docs]
            partitions: ["uuuuMMdd"]
            keep: P3M
            still-written: off
            max-share: 75%
            new-rules: off
            max-age: P2000D
          strict:
            cluster: local
            collections: [other]
            partitions: ["uuuuMMdd"]
            keep: P3M
            still-written: off
            max-share: 75%
            new-rules: off
            max-age: P2000D
            max-drops: 3
      """
          .replace(" &it", "")
          .replace("HASH", HASH);

  public final Sandbox milvus;
  private final SettableNow clock = new SettableNow("2026-11-24T10:00:00Z");
  private final Path rules;
  private final ConfigurableApplicationContext context;

  public Desk(Path directory) {
    milvus =
        Sandbox.builder()
            .token("root:Milvus")
            .seed(
                sandbox -> {
                  sandbox.createCollection("default", "docs");
                  sandbox.createCollection("default", "other");
                })
            .start();
    milvus.clock(clock);
    rules = directory.resolve("retention.yaml");
    write(text());
    RulesOnDisk read = RulesOnDisk.read(rules, Map.of(), Instant.now());
    context = ServedProgram.start(() -> read, clock, ServedProgram.settings(directory));
  }

  private String text() {
    return RULES.replace("URI", milvus.uri().toString());
  }

  void write(String text) {
    try {
      Files.writeString(rules, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody changes the rules file beneath the daemon. */
  void rulesChange() {
    write(text().replace("keep: P3M", "keep: P2M"));
  }

  /** Somebody changes something else in it. */
  void rulesBecome(UnaryOperator<String> edit) {
    write(edit.apply(text()));
  }

  void rulesAreBack() {
    write(text());
  }

  /**
   * The collection has seven days of that month, which are due, and five that are not. What was
   * dropped once would be taken for made anew, so that each test needs days of its own.
   */
  void days(String collection, YearMonth month) {
    milvus.dropCollection("default", collection);
    milvus.createCollection("default", collection);
    List<String> days =
        Stream.concat(
                IntStream.rangeClosed(1, 7).mapToObj(month::atDay),
                IntStream.rangeClosed(1, 5).mapToObj(YearMonth.of(2026, 10)::atDay))
            .map(DateTimeFormatter.BASIC_ISO_DATE::format)
            .toList();
    milvus.createPartitions("default", collection, days);
    days.forEach(day -> milvus.rows("default", collection, day, 100));
  }

  /** The clock of the cluster is behind that of the daemon. */
  void clusterIsBehind(Duration much) {
    milvus.clock(Clock.offset(clock, much.negated()));
  }

  void itIs(String instant) {
    clock.set(instant);
  }

  /** Of the plan of that policy as it would be made now. */
  String digest(String policy) {
    Policy of = bean(Rules.class).policy(policy);
    try (NameStore names = new NameStore()) {
      return bean(Planner.class)
          .plan(of, of.asOf(clock.instant()), names, true, false)
          .plan()
          .digest();
    }
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Somebody who is not logged in. */
  Visit stranger() {
    return new Visit(URI.create("http://127.0.0.1:" + ServedProgram.port(context)));
  }

  public Visit visit(String user) {
    Visit visit = stranger();
    visit.submit("/login", "/login", Map.of("username", user, "password", PASSWORD));
    return visit;
  }

  /** The acts on record, newest first. */
  List<AuditRow> acts() {
    return bean(AuditLog.class).page(AuditFilter.ALL, 0, 1000);
  }

  /** The newest one. */
  AuditRow lastAct() {
    return acts().get(0);
  }

  /** Waits until no run and no restore is in progress. */
  void quiet() {
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                    .noneMatch(
                        thread ->
                            thread.getKey().getName().startsWith("asked-for-")
                                && List.of(thread.getValue()).stream()
                                    .anyMatch(
                                        frame ->
                                            frame.getClassName().contains("milvusretention"))));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** The daemon ends, as on SIGTERM; the cluster goes on. */
  void stop() {
    context.close();
  }

  @Override
  public void close() {
    stop();
    milvus.close();
  }
}
