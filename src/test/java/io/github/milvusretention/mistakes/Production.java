package io.github.milvusretention.mistakes;

import io.github.milvusretention.sandbox.Sandbox;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cluster and the rules for it, on which all is well: for days nothing is due, or what was due
 * has been dropped.
 */
final class Production {
  static final String DB = "default";
  static final String ARCHIVE = "archive";

  /** The variable that the nights have; its default in the rules is a mistake of its own. */
  static final String DAYS_KEEP = "P90D";

  /** So that on the night of the mistake nothing is due, and on the night after it only hours. */
  static final String RULES =
      """
      retention:
        clusters:
          prod: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}", max-calls-per-second: 1000}
        policies:
          days:
            cluster: prod
            collections: [docs]
            partitions: ["uuuu-MM-dd"]
            keep: ${DAYS_KEEP:P60D}
          months:
            cluster: prod
            collections: [reports]
            partitions: ["'p'uuuu_MM"]
            keep: P1Y
          month-names:
            cluster: prod
            collections: [quick_setup]
            partitions: ["MMMM"]
            keep: P3M
            lead: P2M
          hours:
            cluster: prod
            collections: [events]
            partitions: ["uuuuMMddHH"]
            keep: PT48H
          logs:
            cluster: prod
            collections: ["logs_*"]
            exclude-collections: [logs_audit]
            partitions: ["uuuu-MM-dd"]
            keep: P30D
          firsts:
            cluster: prod
            collections: [billing]
            partitions: ["uuuu-MM-dd"]
            period: P1M
            keep: P6M
          sparse:
            cluster: prod
            collections: [snapshots]
            partitions: ["uuuu-MM"]
            keep: P30D
            keep-newest: 3
          held:
            cluster: prod
            collections: [contracts]
            partitions: ["uuuu-MM"]
            keep: P6M
          released:
            cluster: prod
            collections: [archive]
            partitions: ["uuuu-MM"]
            keep: P6M
            grace: P30D
        holds:
          audit: {collection: contracts, partition: 2026-04, owner: finance, reason: audit}
      """;

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuuMMddHH");
  private static final DateTimeFormatter P_MONTH =
      DateTimeFormatter.ofPattern("'p'uuuu_MM", Locale.ROOT);

  /** The policy of the collection docs. */
  static final String DAYS =
      RULES.substring(RULES.indexOf("    days:"), RULES.indexOf("    months:"));

  private Production() {}

  /** Every partition of every collection, as {@code database/collection/partition}. */
  static Set<String> partitions(Sandbox sandbox) {
    Set<String> all = new TreeSet<>();
    for (String database : List.of(DB, ARCHIVE)) {
      for (String collection : sandbox.collections(database)) {
        sandbox
            .partitions(database, collection)
            .forEach(name -> all.add(database + "/" + collection + "/" + name));
      }
    }
    return all;
  }

  static void drop(Sandbox sandbox, Set<String> partitions) {
    for (String partition : partitions) {
      String[] names = partition.split("/");
      sandbox.dropPartitions(names[0], names[1], names[2]);
    }
  }

  static void build(Sandbox sandbox) {
    sandbox.createDatabase(ARCHIVE);
    create(sandbox, DB, "docs", days("2026-08-23", "2026-08-24"));
    add(sandbox, "docs", days("2026-08-27", "2026-11-26"));
    create(sandbox, DB, "reports", months("2025-10", "2026-12", P_MONTH::format));
    create(
        sandbox,
        DB,
        "quick_setup",
        List.of("july", "august", "september", "october", "november", "december", "january"));
    create(sandbox, DB, "events", hours("2026-11-22T03:00", "2026-11-25T12:00"));
    create(sandbox, DB, "logs_web", List.of("2026-10-20"));
    add(sandbox, "logs_web", days("2026-10-27", "2026-11-26"));
    create(sandbox, DB, "logs_audit", days("2026-10-10", "2026-11-26"));
    create(sandbox, DB, "billing", months("2026-04", "2026-12", month -> month + "-01"));
    create(sandbox, DB, "snapshots", months("2026-01", "2026-04", YearMonth::toString));
    create(sandbox, DB, "contracts", months("2026-03", "2026-12", YearMonth::toString));
    create(sandbox, DB, "archive", months("2026-04", "2026-12", YearMonth::toString));
    // What no policy is about.
    create(sandbox, DB, "docs_archive", days("2026-08-01", "2026-11-26"));
    create(sandbox, ARCHIVE, "docs", days("2026-08-01", "2026-11-26"));
  }

  static void create(Sandbox sandbox, String database, String collection, List<String> names) {
    sandbox.createCollection(database, collection);
    addTo(sandbox, database, collection, names);
  }

  static void add(Sandbox sandbox, String collection, List<String> names) {
    addTo(sandbox, DB, collection, names);
  }

  private static void addTo(
      Sandbox sandbox, String database, String collection, List<String> names) {
    sandbox.createPartitions(database, collection, names);
    names.forEach(name -> sandbox.rows(database, collection, name, 100));
  }

  static List<String> days(String first, String last) {
    return LocalDate.parse(first)
        .datesUntil(LocalDate.parse(last).plusDays(1))
        .map(LocalDate::toString)
        .toList();
  }

  private static List<String> months(String first, String last, Function<YearMonth, String> name) {
    YearMonth end = YearMonth.parse(last);
    return Stream.iterate(YearMonth.parse(first), m -> !m.isAfter(end), m -> m.plusMonths(1))
        .map(name)
        .toList();
  }

  private static List<String> hours(String first, String last) {
    LocalDateTime end = LocalDateTime.parse(last);
    return Stream.iterate(LocalDateTime.parse(first), h -> h.isBefore(end), h -> h.plusHours(1))
        .map(HOUR::format)
        .toList();
  }
}
