package io.github.milvusretention.mistakes;

import static io.github.milvusretention.mistakes.Mistake.edit;
import static io.github.milvusretention.mistakes.Mistake.of;
import static io.github.milvusretention.mistakes.Mistake.typed;
import static io.github.milvusretention.mistakes.Mistake.without;
import static io.github.milvusretention.mistakes.Production.days;

import java.time.Duration;
import java.util.List;

/**
 * The mistakes. Most would lose data if only {@code max-drops} and {@code max-share} were there.
 */
final class Mistakes {
  private static final String STAGING =
      Production.RULES.replace("${DAYS_KEEP:P60D}", "P60D").replace("keep: P1Y", "keep: P11M");

  private Mistakes() {}

  static List<Mistake> all() {
    return List.of(
        // How long is kept.
        edit("${DAYS_KEEP:P60D}", "P60D"),
        edit("${DAYS_KEEP:P60D}", "P9W"),
        edit("${DAYS_KEEP:P60D}", "PT90H"),
        edit("${DAYS_KEEP:P60D}", "P2M"),
        edit("keep: P1Y", "keep: P11M"),
        edit("keep: PT48H", "keep: PT36H"),
        edit("keep: P3M", "keep: P2M"),
        edit("keep: P6M", "keep: P5M"),
        edit("keep: P30D\n    firsts", "keep: P20D\n    firsts"),
        edit("keep-newest: 3", "keep-newest: 2"),
        without("      keep-newest: 3"),
        edit("keep: P1Y", "keep: 11 months"),
        edit("keep: P1Y", "keep: 1Y"),
        // How names are read.
        without("      lead: P2M"),
        without("      period: P1M"),
        edit("'p'uuuu_MM", "'p'uuuu_dd"),
        of(
            "month and day swapped",
            night ->
                night.replace(
                    "[docs]\n      partitions: [\"uuuu-MM-dd",
                    "[docs]\n      partitions: [\"uuuu-dd-MM")),
        of(
            "a pattern more, for backups",
            night -> {
              night.backfill("docs", List.of("bak_2026-01-01", "bak_2026-02-01"));
              night.replace(
                  "[docs]\n      partitions: [\"uuuu-MM-dd\"",
                  "[docs]\n      partitions: [\"uuuu-MM-dd\", \"'bak_'uuuu-MM-dd\"");
            }),
        of(
            "day pattern for the first days of months, in a new policy",
            night ->
                night.write(
                    night
                        .rules()
                        .replace("firsts:", "other-firsts:")
                        .replace("      period: P1M\n", ""))),
        edit("keep: PT48H", "keep: PT48H\n      zone: Asia/Tokyo"),
        // Where to look.
        without("      exclude-collections: [logs_audit]"),
        edit("[logs_audit]", "[logs_audti]"),
        edit("[\"logs_*\"]", "[\"*\"]"),
        edit("[docs]", "[\"docs*\"]"),
        edit("[docs]", "[docs_archive]"),
        edit("[docs]", "[docs]\n      database: \"*\""),
        edit("[docs]", "[docs]\n      database: archive"),
        of(
            "a policy renamed, and its keep shortened",
            night -> {
              night.replace("    days:", "    documents:");
              night.replace("${DAYS_KEEP:P60D}", "P80D");
            }),
        of(
            "a policy copied to another database",
            night ->
                night.write(
                    night.rules()
                        + Production.DAYS
                            .replace("days:", "days-archive:")
                            .replace("[docs]", "[docs]\n      database: archive"))),
        of(
            "a policy copied to another cluster",
            night -> {
              night.variable("OTHER_URI", night.anotherCluster().uri().toString());
              night.replace(
                  "  policies:\n",
                  "    other: {uri: \"${OTHER_URI}\", token: \"${MILVUS_TOKEN}\"}\n  policies:\n");
              night.write(
                  night.rules()
                      + Production.DAYS.replace("days:", "days-other:").replace("prod", "other"));
            }),
        // Which file, which variables, which server.
        of("an old file given to --config", night -> night.write(STAGING)),
        of("a variable left set", night -> night.variable("RETENTION_POLICIES_DAYS_KEEP", "P60D")),
        of("a variable missing in cron", night -> night.forget("DAYS_KEEP")),
        of("a variable that is empty", night -> night.variable("DAYS_KEEP", "")),
        of(
            "staging's file with production's address, and a repository of its own",
            night -> {
              night.newRepository();
              night.write(STAGING);
            }),
        of(
                "another server behind the name",
                night -> night.recreate("docs", days("2026-07-20", "2026-11-26")))
            .goesLater(),
        of(
            "a limit raised after a refusal",
            night -> {
              night.replace(
                  "${DAYS_KEEP:P60D}", "P30D\n      max-drops: 500\n      max-share: 100%");
            }),
        of(
            "the file cut off by a full disk",
            night -> night.write(night.rules().substring(0, 600))),
        of("an empty file", night -> night.write("")),
        edit("      keep: P1Y", "        keep: P1Y"),
        // What others do to the cluster.
        of("restored data", night -> night.backfill("docs", List.of("2026-08-23"))),
        of("old days filled in", night -> night.backfill("docs", days("2026-01-01", "2026-01-09")))
            .goesLater(),
        of(
                "a new collection under the glob",
                night -> night.create("logs_import", days("2026-09-01", "2026-11-26")))
            .goesLater(),
        of(
                "a collection dropped and restored with older data",
                night ->
                    night.recreate(
                        "reports", List.of("p2024_01", "p2026_10", "p2026_11", "p2026_12")))
            .goesLater(),
        of("a partition still written", night -> night.fill("logs_web", "2026-10-27", 5_000)),
        // What keeps more than the rules do.
        without("      grace: P30D"),
        edit("grace: P30D", "grace: P1D"),
        without(
                "    audit: {collection: contracts, partition: 2026-04, owner: finance, reason: audit}")
            .goesLater(),
        edit("partition: 2026-04", "partition: 2026_04").goesLater(),
        // The clock, and what is typed.
        of("this machine's clock 40 days ahead", night -> night.clockAhead(Duration.ofDays(40))),
        typed("run --as-of 2026-12-24"),
        typed("run --as-of 2027-11-24"),
        typed("run --as-of 24.11.2026"),
        typed("run --policy dyas"),
        typed("run --accept sha256:" + "0".repeat(64)));
  }
}
