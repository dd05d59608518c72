package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.milvusretention.rules.yaml.Mistake;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.RulesException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyMistakesTest {
  private static final WrittenRules RULES =
      WrittenRules.yaml(
          """
          retention:
            lease-time: 1s
            leese-time: 30s
            clusters:
              prod:
                uri: http://root:Milvus@localhost:19530
                token: ${MILVUS_TOKEN}
                request-timeout: 500
              spare:
                uri: http://milvus..spare:19530
                time-out: 60s
            policies:
              quick-setup:
                cluster: prud
                collections: [quick setup, other]
                partitions: ["MMMM", "uuuu-dd"]
                keep: 3 months
                keep-newst: 2
                keep-newest: -1
                max-drops: "0"
                max-share: 50
                zone: Europe/Berln
                locale: und
                schedule: "15 3 * * *"
                concurrency: many
              nightly logs:
                cluster: prod
                collections:
                keep: P3M
                lead: PT1M
                schedule: "0 0 3 30 2 ?"
          """);

  @Test
  void every_mistake_is_reported_at_once_with_key_and_cure() {
    assertThat(RULES.refused())
        .containsExactly(
            "rules.yaml:2:15: retention.lease-time: 1s is out of range; write 5s to 1h",
            "rules.yaml:3:3: retention.leese-time: is not a known key; did you mean"
                + " lease-time?",
            "rules.yaml:6:12: retention.clusters.prod.uri = ***: the uri holds a user or a"
                + " password; put them into token, as user:password",
            "rules.yaml:7:14: retention.clusters.prod.token = ***: ${MILVUS_TOKEN} has no"
                + " value; set the environment variable MILVUS_TOKEN, or write a default:"
                + " ${MILVUS_TOKEN:…}",
            "rules.yaml:8:24: retention.clusters.prod.request-timeout: \"500\" has no unit;"
                + " write 500s for seconds",
            "rules.yaml:10:12: retention.clusters.spare.uri = http://milvus..spare:19530: the"
                + " uri has no valid host name; write it as https://host or http://host:19530",
            "rules.yaml:11:7: retention.clusters.spare.time-out: is not a known key; the"
                + " keys here are uri, token, request-timeout, max-calls-per-second,"
                + " read-concurrency, retry-budget, ssl-bundle, allow-plain-http, proxy",
            "rules.yaml:14:16: retention.policies.quick-setup.cluster: \"prud\" is not a"
                + " cluster of this file; did you mean prod?",
            "rules.yaml:15:21: retention.policies.quick-setup.collections[0]: a name or glob"
                + " is empty or has a space in it: \"quick setup\"; write a name such as docs, or"
                + " a glob such as docs_*",
            "rules.yaml:16:28: retention.policies.quick-setup.partitions[1]: \"uuuu-dd\""
                + " does not name one period with year, day; write uuuu, uuuu'q'Q, uuuu-MM,"
                + " uuuu-MM-dd or uuuu-DDD",
            "rules.yaml:17:13: retention.policies.quick-setup.keep: \"3 months\" is neither"
                + " an ISO-8601 period nor a duration in hours; write P3M",
            "rules.yaml:18:7: retention.policies.quick-setup.keep-newst: is not a known key;"
                + " did you mean keep-newest?",
            "rules.yaml:19:20: retention.policies.quick-setup.keep-newest: \"-1\" must not"
                + " be negative; write a number from 0 to 1000000",
            "rules.yaml:20:18: retention.policies.quick-setup.max-drops: 0 is out of range;"
                + " write a number from 1 to 1000000",
            "rules.yaml:21:18: retention.policies.quick-setup.max-share: \"50\" is not a"
                + " share in percent; write a number with a percent sign, such as 50% or 12.5%",
            "rules.yaml:22:13: retention.policies.quick-setup.zone: \"Europe/Berln\" is not"
                + " a time zone; did you mean Europe/Berlin?",
            "rules.yaml:23:15: retention.policies.quick-setup.locale: \"und\" is a language"
                + " whose month names Java does not know; write for example en, tr or fr",
            "rules.yaml:24:17: retention.policies.quick-setup.schedule: \"15 3 * * *\" has"
                + " five fields, as cron on Unix; Quartz cron has a seconds field first: 0 15 3 *"
                + " * ?",
            "rules.yaml:25:20: retention.policies.quick-setup.concurrency: \"many\" is not a"
                + " whole number in decimal digits; write a number from 1 to 64",
            "rules.yaml:26:5: retention.policies.nightly logs: \"nightly logs\" is not a"
                + " name that can be used; use letters, digits, - and _, at most 100, a letter or"
                + " digit first",
            "rules.yaml:26:5: retention.policies.nightly logs.partitions: is missing; write"
                + " partitions: [\"MMMM\"]",
            "rules.yaml:28:19: retention.policies.nightly logs.collections: is an empty"
                + " list; write collections: [quick_setup]",
            "rules.yaml:30:13: retention.policies.nightly logs.lead: \"PT1M\" is not a whole"
                + " number of hours (after the T, M means minutes); write whole hours such as"
                + " PT24H, or calendar months such as P3M without the T",
            "rules.yaml:31:17: retention.policies.nightly logs.schedule: \"0 0 3 30 2 ?\""
                + " never fires; write days and years that will come, for example 0 15 3 * * ? for"
                + " every night at 03:15");
  }

  @Test
  void the_message_has_one_mistake_a_line() {
    List<String> lines = RULES.refused();

    assertThatExceptionOfType(RulesException.class)
        .isThrownBy(RULES::read)
        .withMessage(String.join("\n", lines) + "\n24 mistakes in rules.yaml")
        .withNoCause();
  }

  @Test
  void a_mistake_has_its_parts() {
    assertThat(RULES.mistakes())
        .contains(
            new Mistake(
                new Place("rules.yaml", 8, 24),
                "retention.clusters.prod.request-timeout",
                "500",
                "\"500\" has no unit",
                "write 500s for seconds"));
  }

  @Test
  void a_value_of_many_lines_stays_on_one_line_and_short() {
    String line =
        new Mistake(Place.file("a\nb"), "key", "a\nb".repeat(200), "is wrong\r\n", "write c")
            .toString();

    assertThat(line)
        .startsWith("a\\u000ab: key = a\\u000aba\\u000ab")
        .endsWith(": is wrong\\u000d\\u000a; write c")
        .hasSizeLessThan(400)
        .doesNotContain("\n", "\r");
  }

  @Test
  void a_key_and_a_value_of_any_length_make_a_short_line() {
    String longText = "x".repeat(100_000);

    assertThat(WrittenRules.policyWith(longText + ": 1").refusedOnce()).hasSizeLessThan(2000);
    assertThat(WrittenRules.policyWith("zone: " + longText).refusedOnce()).hasSizeLessThan(2000);
    assertThat(WrittenRules.policyWith("exclude-collections: [" + longText + "]").refusedOnce())
        .hasSizeLessThan(400)
        .contains("is longer than any name in Milvus: 100000 characters; a name has at most 255");
  }

  @Test
  void of_many_mistakes_the_first_are_shown_and_all_are_counted() {
    String keys =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "      key-%05d: 1\n".formatted(i))
            .collect(Collectors.joining())
            .strip();
    RulesException refused =
        catchThrowableOfType(RulesException.class, WrittenRules.policyWith(keys)::read);

    assertThat(refused.mistakes()).hasSize(10_000);
    assertThat(String.valueOf(refused.getMessage()).lines())
        .hasSize(51)
        .contains("10000 mistakes in rules.yaml, of which the first 50 are shown");
  }

  @Test
  void one_mistake_is_counted_too() {
    assertThatExceptionOfType(RulesException.class)
        .isThrownBy(WrittenRules.policyWith("keep: soon")::read)
        .withMessageEndingWith("\n1 mistake in rules.yaml");
  }

  @Test
  void mistakes_of_variables_come_after_those_of_the_file() {
    assertThat(
            WrittenRules.policyWith("zone: Mars")
                .variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "soon")
                .variable("RETENTION_POLICIES_QUICKSETUP_KEPT", "P3M")
                .refused())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("rules.yaml:11:13: "),
            line -> assertThat(line).contains("_KEEP: retention.policies.quick-setup.keep: "),
            line -> assertThat(line).contains("_KEPT: sets nothing; "));
  }

  @Test
  void a_policy_whose_parts_are_broken_is_not_blamed_for_how_they_fit() {
    assertThat(WrittenRules.policyWith("keep: P11M").refusedOnce())
        .startsWith(
            "retention.policies.quick-setup.keep: P11M is too long for names without a year")
        .endsWith("write at most P9M, or put the year into the names");
    assertThat(WrittenRules.policyWith("keep: 11M").refusedOnce())
        .startsWith("retention.policies.quick-setup.keep: \"11M\" is neither an ISO-8601 period");
  }

  @Test
  void a_lead_for_names_with_a_year_is_refused_at_its_key() {
    assertThat(
            WrittenRules.yaml(
                    """
                    retention:
                      clusters: {prod: {uri: "http://localhost:19530"}}
                      policies:
                        daily: {cluster: prod, collections: [logs], partitions: [uuuuMMdd], keep: P9D, lead: P1D}
                    """)
                .refusedOnce())
        .startsWith("retention.policies.daily.lead = P1D: is set, but every pattern");
  }
}
