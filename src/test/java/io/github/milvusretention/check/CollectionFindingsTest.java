package io.github.milvusretention.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectionFindingsTest {
  private static final Given DAYS = Given.patterns("uuuuMMdd");

  private static final Place DOCS = Place.ofCollection("nightly", "default", "docs");

  @Test
  void warnOfNamesThatAreWiderApartThanTheyAreRead() {
    assertThat(findings(DAYS, "_default", "20260907", "20260914", "20260921"))
        .containsExactly(
            Finding.ok(
                FindingId.COLLECTION, DOCS, "collection default.docs is readable, 4 partitions"),
            Finding.warning(
                FindingId.SPACING,
                DOCS,
                "collection default.docs: names are 7 days apart, but each is read as one day; if a"
                    + " name stands for 7 days, write period: P1W"));
  }

  @Test
  void sayNothingOfItWhereTheRulesGiveThePeriodOrDaysFollowEachOther() {
    assertThat(findings(DAYS.period("P1W"), "20260907", "20260914", "20260921")).hasSize(1);
    assertThat(findings(DAYS, "20260907", "20260908", "20260909")).hasSize(1);
  }

  private static List<Finding> findings(Given given, String... partitions) {
    Policy policy = given.policy();
    return CollectionFindings.of(
        policy,
        List.of(policy),
        Instant.parse("2026-11-24T03:15:00Z"),
        Given.docs(partitions),
        new CollectionInfo("docs", "1", false, false, true, partitions.length, Map.of()),
        1024);
  }
}
