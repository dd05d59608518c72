package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.settings.Glob;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyTest {
  static Stream<Arguments> mistakes() {
    Given good = Given.patterns("uuuuMMdd");
    return Stream.of(
        Arguments.of(good.name(" "), "policies", "empty name"),
        Arguments.of(good.cluster(""), "cluster", "is empty"),
        Arguments.of(good.collections(), "collections", "is empty"),
        Arguments.of(Given.patterns(), "partitions", "is empty"),
        Arguments.of(good.keepNewest(-1), "keep-newest", "-1 is negative"),
        Arguments.of(good.maxDrops(0), "max-drops", "0 is below 1"),
        Arguments.of(good.concurrency(0), "concurrency", "0 is not within 1 to 64"),
        Arguments.of(good.concurrency(65), "concurrency", "65 is not within 1 to 64"),
        Arguments.of(good.lead("P1M"), "lead", "every pattern in partitions has a year"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesAValueOutOfRangeByItsKey(Given mistake, String key, String problem) {
    assertThatThrownBy(mistake::policy)
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.key()).isEqualTo(key);
              assertThat(e.problem()).contains(problem);
              assertThat(e.cure()).isNotBlank();
            });
  }

  @Test
  void allowsTheValuesAtTheEdge() {
    Given good = Given.patterns("uuuuMMdd", "MMMM").keepNewest(0).maxDrops(1).lead("P1M");
    assertThat(good.concurrency(1).policy().pace().concurrency()).isEqualTo(1);
    assertThat(good.concurrency(64).policy().pace().concurrency()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "default, docs, true",
    "default, docs_tmp, false",
    "default, chat_1, true",
    "default, chat_12, false",
    "default, other, false",
    "Default, docs, false",
    "staging, docs, false",
  })
  void selectsByDatabaseAndCollectionUnlessExcluded(String database, String name, boolean selects) {
    Policy policy =
        Given.patterns("uuuuMMdd").collections("docs*", "chat_?").exclude("*_tmp").policy();
    assertThat(policy.scope().selects(database, name)).isEqualTo(selects);
  }

  @Test
  void selectsDatabasesByGlob() {
    Policy policy = Given.patterns("uuuuMMdd").database("team_*").policy();
    assertThat(policy.scope().selects("team_a", "docs")).isTrue();
    assertThat(policy.scope().selects("default", "docs")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "uuuuMMdd, UTC, 2026-11-23T23:59:59Z, 2026-11-23",
    "uuuuMMdd, Pacific/Auckland, 2026-11-23T23:59:59Z, 2026-11-24",
    "uuuuMMddHH, UTC, 2026-11-23T23:59:59Z, 2026-11-23T23",
    "uuuuMMddHH, Pacific/Auckland, 2026-11-23T23:59:59Z, 2026-11-24T12",
    "MMMM, America/Los_Angeles, 2026-01-01T07:59:59Z, 2025-12-31",
    // The hour that Los Angeles has twice, and the half hour that Lord Howe skips.
    "uuuuMMddHH, America/Los_Angeles, 2026-11-01T09:30:00Z, 2026-11-01T01",
    "uuuuMMddHH, Australia/Lord_Howe, 2026-10-03T15:45:00Z, 2026-10-04T02",
  })
  void usesTheDateInItsZoneWithTheHourForHourlyNames(
      String pattern, String zone, Instant now, String asOf) {
    Policy policy = Given.patterns(pattern).zone(zone).policy();
    assertThat(policy.asOf(now)).hasToString(asOf);
    assertThat(policy.asOf(now).isAfter(now, policy.zone())).isFalse();
  }

  @Test
  void keepsItsOwnCopyOfItsLists() {
    Policy policy = Given.patterns("uuuuMMdd").policy();
    assertThatThrownBy(() -> policy.scope().collections().add(Glob.of("x")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(policy.scope().excludeCollections()).isEqualTo(List.of());
  }
}
