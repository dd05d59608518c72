package io.github.milvusretention.rules;

import static io.github.milvusretention.rules.QuickSetup.policy;
import static io.github.milvusretention.rules.QuickSetup.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a policy fires, how long it may run, and how old a run may become. */
class TimetableRulesTest {
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
}
