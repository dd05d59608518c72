package io.github.milvusretention.rules;

import static io.github.milvusretention.rules.QuickSetup.policy;
import static io.github.milvusretention.rules.QuickSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.tier.Slow;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The zone and the locale of a policy. */
class ZoneAndLocaleRulesTest {
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

  @Slow
  @Test
  void an_offset_zone_is_used_for_the_schedule_as_written() {
    assertThat(policy("zone: \"+05:30\"").zone()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
  }
}
