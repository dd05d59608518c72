package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.Glob;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.NewRules;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Share;
import io.github.milvusretention.policy.settings.StillWritten;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import io.github.milvusretention.tier.Slow;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRulesTest {
  private static Policy policy(String line) {
    return WrittenRules.policyWith(line).read().policy("quick-setup");
  }

  private static String refused(String line) {
    return WrittenRules.policyWith(line).refusedOnce();
  }

  @Test
  void what_is_not_written_has_its_default() {
    assertThat(WrittenRules.sound().read().policy("quick-setup"))
        .isEqualTo(
            Given.patterns("MMMM")
                .name("quick-setup")
                .collections("quick_setup")
                .keepNewest(1)
                .maxShare("50%")
                .stillWritten("keep")
                .policy());
    assertThat(WrittenRules.sound().read().leaseTime()).hasSeconds(30);
  }

  @Test
  void every_key_is_read() {
    Rules rules =
        WrittenRules.yaml(
                """
                retention:
                  lease-time: 45s
                  clusters:
                    prod: {uri: "http://localhost:19530"}
                  policies:
                    docs:
                      cluster: prod
                      database: "db_*"
                      collections: ["*"]
                      exclude-collections: ["*_tmp"]
                      partitions: ["MMMM"]
                      keep: P2M
                      lead: P2M
                      keep-newest: 0
                      max-drops: 7
                      max-share: 12.5%
                      new-rules: next-firing
                      zone: Europe/Istanbul
                      locale: tr
                      schedule: "0 15 3 ? * MON-FRI"
                      max-age: P5D
                      concurrency: 64
                      stop-after: "05:30"
                      release-batch: 256
                      grace: P7D
                      still-written: warn
                      content-check: {field: created_at, unit: millis, when-unloaded: trust-name}
                """)
            .read();

    assertThat(rules.leaseTime()).hasSeconds(45);
    assertThat(rules.policy("docs"))
        .isEqualTo(
            new Policy(
                "docs",
                new Scope(
                    "prod", Glob.of("db_*"), List.of(Glob.of("*")), List.of(Glob.of("*_tmp"))),
                new Names(
                    List.of(NamePattern.of("MMMM", Locale.forLanguageTag("tr"))),
                    null,
                    Keep.parse("P2M")),
                Keep.parse("P2M"),
                0,
                new Limits(7, Share.parse("12.5%"), NewRules.NEXT_FIRING),
                ZoneId.of("Europe/Istanbul"),
                new Timetable("0 15 3 ? * MON-FRI", Duration.ofDays(5), LocalTime.of(5, 30)),
                new Pace(64, 256),
                new Caution(
                    Keep.parse("P7D"),
                    StillWritten.WARN,
                    new ContentCheck("created_at", FieldUnit.MILLIS, WhenUnloaded.TRUST_NAME))));
  }

  @ParameterizedTest
  @CsvSource({"05:00, 05:00", "'\"23:59\"', 23:59", "00:00, 00:00"})
  void stop_after_is_an_hour_of_the_day(String written, String hour) {
    assertThat(policy("stop-after: " + written).timetable().stopAfter())
        .isEqualTo(LocalTime.parse(hour));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5:00", "05", "0500", "05:00:00", "24:00", "05:60", "5am", "-05:00"})
  void stop_after_that_is_no_hour_is_refused(String written) {
    assertThat(refused("stop-after: \"" + written + "\""))
        .startsWith("retention.policies.quick-setup.stop-after: ")
        .endsWith("; write it as 05:00 or 23:30, from 00:00 to 23:59");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "7d", "P-7D", "PT30M", "off"})
  void a_grace_is_a_length_as_keep_is(String written) {
    assertThat(refused("grace: " + written)).startsWith("retention.policies.quick-setup.grace: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "GMT",
        "Z",
        "+05:30",
        "UTC+3",
        "Pacific/Auckland",
        "Etc/GMT+8",
        "PRC",
        "ROK",
        "UCT"
      })
  void a_zone_is_utc_an_offset_or_a_region(String zone) {
    assertThat(policy("zone: \"" + zone + "\"").zone()).isEqualTo(ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource({
    "EST, write UTC or a region such as America/New_York",
    "MST, write UTC or a region such as America/New_York",
    "HST, write UTC or a region such as America/New_York",
    "CST, write UTC or a region such as America/New_York",
    "CET, write UTC or a region such as America/New_York",
    "utc, did you mean UTC?",
    "SystemV/PST8PDT, write a region such as America/New_York",
    "Europe/Berln, did you mean Europe/Berlin?",
    "Middle-earth/Shire, 'write UTC, a region such as Europe/Berlin, or an offset such as +05:30'",
    "+25:00, 'write UTC, a region such as Europe/Berlin, or an offset such as +05:30'",
  })
  void a_zone_that_is_none_is_refused(String zone, String cure) {
    assertThat(refused("zone: \"" + zone + "\""))
        .startsWith("retention.policies.quick-setup.zone: \"" + zone + "\" is ")
        .endsWith("; " + cure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "tr", "fr-FR", "nb"})
  void a_locale_is_a_language_tag(String tag) {
    assertThat(policy("locale: " + tag).names().partitions())
        .containsExactly(NamePattern.of("MMMM", Locale.forLanguageTag(tag)));
  }

  @Test
  void a_locale_whose_months_no_name_can_hold_is_refused() {
    assertThat(refused("locale: zh-Hans-CN"))
        .startsWith("retention.policies.quick-setup.partitions")
        .contains("\"MMMM\" writes a month of locale zh-Hans-CN as 一月, which no partition's name");
  }

  @ParameterizedTest
  @CsvSource({"P1W, P7D", "P10D, P10D", "P3M, P3M", "PT36H, PT36H"})
  void a_period_is_a_length(String written, String length) {
    assertThat(policy("partitions: [uuuuMMdd]\n      period: " + written).names().period())
        .hasToString(length);
    assertThat(policy("partitions: [uuuuMMdd]").names().period()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "uuuuMM, 1 week, is neither an ISO-8601 period nor a duration in hours",
    "uuuuMM, P1W, P7D is shorter than the month that",
    "MMMM, P3M, 'is set, but names of \"MMMM\" have no year'",
  })
  void a_period_that_does_not_fit_is_refused(String pattern, String period, String problem) {
    assertThat(refused("partitions: [" + pattern + "]\n      period: " + period))
        .startsWith("retention.policies.quick-setup.period")
        .contains(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "xx", "english", "en_US", "fr_FR", "-", "und-US"})
  void a_locale_that_java_does_not_know_is_refused(String tag) {
    assertThat(refused("locale: \"" + tag + "\""))
        .startsWith("retention.policies.quick-setup.locale: \"" + tag + "\" is ")
        .contains("; write for example en, tr or fr");
  }

  @Test
  void patterns_are_looked_at_though_the_locale_is_broken() {
    assertThat(WrittenRules.policyWith("partitions: [\"uuuu-dd\"]\n      locale: xx").refused())
        .anyMatch(line -> line.contains(".partitions[0]: \"uuuu-dd\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 15 3 * * ?",
        "0 0 3 ? * SUN",
        "0 0/30 * * * ?",
        "0 0 3 29 2 ?",
        "0 0 3 * * ? 2027"
      })
  void a_schedule_is_a_quartz_cron(String cron) {
    assertThat(policy("schedule: \"" + cron + "\"").timetable().schedule()).isEqualTo(cron);
  }

  @Slow
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15 3 * * *|Quartz cron has a seconds field first: 0 15 3 * * ?",
        "15 3 1 * *|Quartz cron has a seconds field first: 0 15 3 1 * ?",
        "15 3 * * 1-5|Quartz cron has a seconds field first: 0 15 3 ? * MON-FRI",
        "15 3 * * 0,7|Quartz cron has a seconds field first: 0 15 3 ? * SUN,SUN",
        "15 3 * * */2|Quartz cron has a seconds field first: for example 0 15 3 * * ?",
        "15 3 1 * 1|Quartz cron has a seconds field first: for example 0 15 3 * * ?",
        "0 15 3 * * *|write ? in one of the two day fields, for example 0 15 3 * * ?",
        "0 15 25 * * ?|write for example 0 15 3 * * ?",
        "0 15 3 ? * FOO|write for example 0 15 3 * * ?",
        "@daily|has 1 of the 6 or 7 fields of a Quartz cron; write for example",
        "0 15 3 * * ? 2027 x|has 8 of the 6 or 7 fields",
        "0 0 3 30 2 ?|never fires; write days and years that will come",
        "0 0 3 * * ? 2019|never fires; write days and years that will come",
      })
  void a_schedule_that_would_not_fire_is_refused(String cron, String cure) {
    assertThat(refused("schedule: \"" + cron + "\""))
        .startsWith("retention.policies.quick-setup.schedule: \"" + cron + "\"")
        .contains(cure);
  }

  @Test
  void a_schedule_is_looked_at_though_the_zone_is_broken() {
    assertThat(WrittenRules.policyWith("zone: Mars\n      schedule: daily").refused()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "keep-newest: -1",
    "keep-newest: 1.5",
    "keep-newest: ١",
    "keep-newest: 01",
    "keep-newest: 0x10",
    "keep-newest: 0o7",
    "keep-newest: 1_000",
    "keep-newest: 1e3",
    "keep-newest: +1",
    "keep-newest: 1:30",
    "keep-newest: .inf",
    "keep-newest: ~",
    "keep-newest: null",
    "keep-newest: true",
    "max-drops: 0",
    "max-drops: 1000001",
    "max-drops: 99999999999",
    "concurrency: 0",
    "concurrency: 65",
    "concurrency: four",
    "release-batch: 0",
    "release-batch: 257"
  })
  void a_count_out_of_range_is_refused(String line) {
    assertThat(refused(line)).contains("; write a number from ");
  }

  @ParameterizedTest
  @CsvSource({
    "keep-newest: -1, '\"-1\" must not be negative; write a number from 0 to 1000000'",
    "keep-newest: 010, '\"010\" begins with 0, as octal numbers do; write a number from 0 to 1000000'",
    "max-drops: 1_000, '\"1_000\" is not a whole number in decimal digits; write a number from 1 to"
        + " 1000000'",
    "max-age: -1h, '\"-1h\" must not be negative; write 1m to 3650d'",
  })
  void a_number_says_what_is_wrong_with_it(String line, String message) {
    assertThat(refused(line))
        .isEqualTo(
            "retention.policies.quick-setup." + line.substring(0, line.indexOf(':') + 2) + message);
  }

  @ParameterizedTest
  @CsvSource({
    "90d, P90D",
    "90 days, P90D",
    "1 Day, P1D",
    "3m, P3M",
    "3months, P3M",
    "2w, P2W",
    "1 year, P1Y",
    "48h, PT48H",
    "36 hours, PT36H",
  })
  void a_length_in_another_form_is_answered_with_the_right_one(String written, String right) {
    assertThat(refused("keep: " + written))
        .isEqualTo(
            "retention.policies.quick-setup.keep: \""
                + written
                + "\" is neither an ISO-8601 period nor a duration in hours; write "
                + right);
  }

  @ParameterizedTest
  @CsvSource({"P2D, 48", "48h, 48", "2d, 48", "PT48H, 48", "3650d, 87600", "60m, 1"})
  void an_age_is_a_duration_with_its_unit(String maxAge, int hours) {
    assertThat(policy("max-age: " + maxAge).timetable().maxAge()).hasHours(hours);
  }

  @ParameterizedTest
  @CsvSource({
    "48, has no unit",
    "59s, is out of range; write 1m to 3650d",
    "3651d, is out of range",
    "P1M, is not a duration"
  })
  void an_age_that_is_none_is_refused(String maxAge, String problem) {
    assertThat(refused("max-age: " + maxAge))
        .startsWith("retention.policies.quick-setup.max-age: ")
        .contains(problem);
  }

  @Test
  void a_cluster_must_be_in_the_file() {
    assertThat(refused("cluster: staging"))
        .isEqualTo(
            "retention.policies.quick-setup.cluster: \"staging\" is not a cluster of this file;"
                + " the clusters are prod");
  }

  @Test
  void a_cluster_with_a_mistake_is_still_a_cluster() {
    assertThat(WrittenRules.clusterWith("uri: nowhere").refusedOnce())
        .startsWith("retention.clusters.prod.uri");
  }

  @Slow
  @Test
  void an_offset_zone_is_used_for_the_schedule_as_written() {
    assertThat(policy("zone: \"+05:30\"").zone()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
  }
}
