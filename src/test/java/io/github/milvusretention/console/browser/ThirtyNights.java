package io.github.milvusretention.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.job.launch.RunRequest;
import io.github.milvusretention.job.launch.Runner;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunOrigin;
import io.github.milvusretention.run.Trigger;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a team has after a month: nights on which all went well, one on which a drop failed, one
 * without a daemon, one without a cluster, a plan that a person accepted, holds, and a last night
 * that leaves something to do.
 */
final class ThirtyNights {
  /** Its newest run was refused. */
  static final List<String> REFUSED = List.of("events", "sessions", "metrics", "clicks");

  /** Some drops of its newest run failed. */
  static final String FAILED = "invoices";

  /** It has no schedule and no run yet, and forty partitions are due. */
  static final String NEVER_RUN = "archive";

  /** Its partitions and messages are what an attacker would choose. */
  static final String HOSTILE = "inbox";

  static final String HOSTILE_MESSAGE =
      "<script>alert('message')</script> \"quoted\" & <img src=x onerror=alert(3)>";

  static final List<String> HOSTILE_NAMES =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(2)>",
          "'; DROP TABLE retention_plan; --",
          "\u202Etxt.exe",
          "[[${7*7}]] {{7*7}}",
          "a".repeat(200),
          "<b>acme</b>_2026_01_02");

  private static final String DB = "default";
  private static final int NIGHTS = 30;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final List<String> DOCUMENTS =
      List.of(
          "doc_contracts", "doc_emails", "doc_letters", "doc_manuals", "doc_minutes", "doc_offers");
  private static final List<String> LOGS = List.of("log_api", "log_auth", "log_jobs", "log_web");

  private final Sandbox sandbox;
  private final NightClock clock;

  /** Of the firings: one that is not near, in no zone of the policies. */
  private final int hour;

  private final LocalDate last;

  ThirtyNights(Sandbox sandbox, NightClock clock) {
    this.sandbox = sandbox;
    this.clock = clock;
    Instant now = Instant.now();
    boolean late = now.atZone(ZoneOffset.UTC).getHour() >= 10;
    this.hour = late ? 3 : 15;
    this.last = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(late ? 0 : 1);
  }

  /** One of documents, in the collection doc_emails, that was dropped in the last night. */
  String dropped() {
    return DAY.format(last.minusDays(61));
  }

  /** The oldest of those whose drop failed. */
  String failed() {
    return DAY.format(last.minusDays(34));
  }

  String rules() {
    return """
    retention:
      clusters:
        prod: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}", max-calls-per-second: 1000}
      policies:
    """
        + policy("documents", "doc_*", "uuuu-MM-dd", "P60D", "Europe/Berlin", scheduled())
        + policy("logs", "log_*", "'p_'uuuu_MM_dd", "P14D", "America/New_York", scheduled())
        + policy("reports", "report_*", "uuuu-MM", "P6M", "UTC", scheduled() + "grace: P10D")
        + policy("events", "events", "uuuu-MM-dd", "P30D", "UTC", scheduled())
        + policy("sessions", "sessions", "uuuu-MM-dd", "P30D", "UTC", scheduled())
        + policy("metrics", "metrics", "uuuu-MM-dd", "P30D", "UTC", scheduled())
        + policy("clicks", "clicks", "uuuu-MM-dd", "P30D", "UTC", scheduled())
        + policy(FAILED, FAILED, "uuuu-MM-dd", "P30D", "UTC", scheduled())
        + policy(
            NEVER_RUN,
            NEVER_RUN,
            "uuuu-MM-dd",
            "P30D",
            "UTC",
            "max-share: 100%\n      release-batch: 1")
        + policy(
            HOSTILE,
            HOSTILE,
            "*_uuuu_MM_dd",
            "P30D",
            "UTC",
            scheduled() + "max-share: 100%\n      keep-newest: 0")
        + """
      holds:
        audit: {collection: report_tax, owner: finance, reason: audit of the year}
    """
        + Users.rules();
  }

  private String scheduled() {
    return "schedule: \"0 15 " + hour + " * * ?\"\n      ";
  }

  private static String policy(
      String name, String collections, String pattern, String keep, String zone, String more) {
    return """
        %s:
          cluster: prod
          collections: ["%s"]
          partitions: ["%s"]
          keep: %s
          zone: %s
          still-written: off
          new-rules: off
          %s
    """
        .formatted(name, collections, pattern, keep, zone, more.strip());
  }

  /** Plays all nights up to the last one before now, with the program that is given. */
  void play(Application program) {
    Runner runner = program.get(Runner.class);
    BatchTimes times = new BatchTimes(program.get(JdbcClient.class), clock);
    build();
    for (int ago = NIGHTS - 1; ago >= 0; ago--) {
      LocalDate night = last.minusDays(ago);
      addDay(night.plusDays(1));
      before(ago, program);
      for (Firing firing : firings(program.get(Rules.class), night, ago)) {
        clock.begin(firing.at());
        faults(firing.policy().name(), ago);
        RunReport report = runner.run(request(firing));
        sandbox.heal();
        times.move();
        if (firing.policy().name().equals("events") && ago == 12) {
          accept(program, report, firing.at().plus(Duration.ofHours(5)));
          times.move();
        }
      }
    }
    clock.present();
    listHostileNames();
  }

  private record Firing(Policy policy, Instant at) {}

  private List<Firing> firings(Rules rules, LocalDate night, int ago) {
    return rules.policies().values().stream()
        .filter(policy -> fires(policy.name(), ago))
        .map(policy -> new Firing(policy, at(night, policy.zone())))
        .sorted(Comparator.comparing(Firing::at))
        .toList();
  }

  private Instant at(LocalDate night, ZoneId zone) {
    return night.atTime(LocalTime.of(hour, 15)).atZone(zone).toInstant();
  }

  /** The small ones have not been there for so long, and one night there was no daemon. */
  private static boolean fires(String policy, int ago) {
    return switch (policy) {
      case NEVER_RUN -> false;
      case "events" -> ago != 9;
      case "documents", "logs", "reports" -> ago != 9;
      case FAILED -> ago == 0 || ago > 4 && ago < 8;
      default -> ago < 3;
    };
  }

  private static RunRequest request(Firing firing) {
    Policy policy = firing.policy();
    RunOrigin origin =
        new RunOrigin(Trigger.SCHEDULE, "schedule " + policy.timetable().schedule(), "");
    return new RunRequest(
        policy.name(), policy.asOf(firing.at()), false, null, true, firing.at(), origin);
  }

  private void accept(Application program, RunReport refused, Instant at) {
    clock.begin(at);
    assertThat(refused.exit()).as(refused.message()).isEqualTo(RunExit.GUARD_REFUSED);
    String digest = program.get(Plans.class).find(refused.run()).orElseThrow().digest();
    RunOrigin origin =
        new RunOrigin(
            Trigger.RERUN, "maria@ops-1", "Imported from the old cluster, agreed with the owners");
    RunReport accepted =
        program
            .get(Runner.class)
            .rerun(
                refused.run(),
                new RunRequest(refused.run().policy(), refused.run().asOf(), false, digest, origin)
                    .by(Actor.ofCommand("maria", "ops-1")));
    assertThat(accepted.exit()).as(accepted.message()).isEqualTo(RunExit.DONE);
  }

  private void build() {
    LocalDate first = last.minusDays(NIGHTS);
    Stream.of(DOCUMENTS, LOGS, REFUSED, List.of(FAILED, NEVER_RUN))
        .flatMap(List::stream)
        .forEach(name -> sandbox.createCollection(DB, name));
    first.minusDays(62).datesUntil(first.plusDays(1)).forEach(day -> add(DOCUMENTS, day, DAY));
    DateTimeFormatter log = DateTimeFormatter.ofPattern("'p_'uuuu_MM_dd", Locale.ROOT);
    first.minusDays(16).datesUntil(first.plusDays(1)).forEach(day -> add(LOGS, day, log));
    first.minusDays(31).datesUntil(first.plusDays(1)).forEach(day -> add(REFUSED, day, DAY));
    first.minusDays(6).datesUntil(first.plusDays(1)).forEach(day -> add(List.of(FAILED), day, DAY));
    last.minusDays(70).datesUntil(last).forEach(day -> add(List.of(NEVER_RUN), day, DAY));
    List.of("report_sales", "report_tax", "report_usage").forEach(this::months);
    sandbox.createCollection(DB, HOSTILE);
  }

  private void months(String collection) {
    sandbox.createCollection(DB, collection);
    for (YearMonth month = YearMonth.from(last).minusMonths(8);
        !month.isAfter(YearMonth.from(last).plusMonths(1));
        month = month.plusMonths(1)) {
      create(collection, month.toString());
    }
  }

  private void addDay(LocalDate day) {
    add(DOCUMENTS, day, DAY);
    add(LOGS, day, DateTimeFormatter.ofPattern("'p_'uuuu_MM_dd", Locale.ROOT));
    add(REFUSED, day, DAY);
    add(List.of(FAILED), day, DAY);
  }

  private void add(List<String> collections, LocalDate day, DateTimeFormatter name) {
    collections.forEach(collection -> create(collection, name.format(day)));
  }

  private void create(String collection, String partition) {
    sandbox.createPartitions(DB, collection, partition);
    sandbox.rows(
        DB, collection, partition, 1000 + Math.abs((collection + partition).hashCode() % 90_000));
  }

  private void before(int ago, Application program) {
    clock.begin(at(last.minusDays(ago), ZoneOffset.UTC).minus(Duration.ofHours(10)));
    switch (ago) {
      case 16 -> hold(program);
      case 12 -> backfill("events", LocalDate.of(2024, 1, 1), 64);
      case 0 -> REFUSED.forEach(name -> backfill(name, LocalDate.of(2023, 1, 1), 58));
      default -> {}
    }
  }

  private void backfill(String collection, LocalDate from, int days) {
    from.datesUntil(from.plusDays(days)).forEach(day -> create(collection, DAY.format(day)));
  }

  private void hold(Application program) {
    LocalDate oldest = last.minusDays(16 + 60);
    program
        .get(HoldStore.class)
        .place(
            new HoldStore.Wanted(
                HoldKind.LEGAL,
                new Covers(
                    null,
                    null,
                    null,
                    new NameGlob("doc_contracts"),
                    null,
                    new Days(oldest, oldest.plusDays(7))),
                "legal",
                "Litigation 2026/114, see the mandate of the board",
                null),
            Actor.ofCommand("maria", "ops-1"));
  }

  private void faults(String policy, int ago) {
    if (policy.equals("documents") && ago == 21) {
      sandbox
          .on("partitions/drop")
          .onCollection("doc_letters")
          .react(Reaction.error(65535, "etcdserver: request timed out"));
    } else if (policy.equals("logs") && ago == 5) {
      sandbox.onEvery().react(Reaction.reset());
    } else if (policy.equals(FAILED) && ago == 0) {
      for (int day : List.of(31, 33, 34)) {
        sandbox
            .on("partitions/drop")
            .forPartition(DAY.format(last.minusDays(day)))
            .react(Reaction.error(65535, HOSTILE_MESSAGE));
      }
    } else if (policy.equals(HOSTILE)) {
      listHostileNames();
    }
  }

  /** A server would refuse such names today, but it is not ours. */
  void listHostileNames() {
    String names =
        Stream.concat(Stream.of("_default"), HOSTILE_NAMES.stream())
            .map(name -> "\"" + name.replace("\"", "\\\"") + "\"")
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();
    sandbox.on("partitions/list").onCollection(HOSTILE).react(Reaction.data("[" + names + "]"));
  }
}
