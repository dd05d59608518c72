package io.github.milvusretention.policy.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.CollectionPlan;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.policy.hold.Hold.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** HELD, with whose and why, and nothing else that changes. */
class HeldVerdictsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:15:00Z");
  private static final Policy POLICY = Given.patterns("uuuu-MM").keepNewest(2).policy();
  private static final Listing DOCS =
      new Listing(
          "prod",
          "default",
          "docs",
          "1",
          false,
          false,
          List.of("_default", "2026-01", "2026-02", "2026-03", "2026-10", "other", "2027-01"));

  private static Hold hold(
      String name, HoldKind kind, @Nullable String partition, @Nullable Days days) {
    NameGlob glob = partition == null ? null : new NameGlob(partition);
    Covers covers = new Covers(null, null, null, null, glob, days);
    return new Hold(name, Source.COMMAND, kind, covers, "ada", "audit", null);
  }

  private static List<Decision> decide(Listing listing, Hold... holds) {
    HoldsInForce met =
        HoldsInForce.of(POLICY.name(), List.of(), List.of(holds), List.of(), NOW, null);
    return HeldVerdicts.apply(
        met,
        Verdicts.decide(POLICY, List.of(POLICY), AsOf.parse("2026-11-24"), NOW, List.of(listing)));
  }

  private static Decision on(String partition, List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.address().partition().equals(partition))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Verdict> verdicts(List<Decision> decisions) {
    return decisions.stream()
        .collect(Collectors.toMap(d -> d.address().partition(), Decision::verdict));
  }

  @Test
  void whatIsDueOrKeptIsHeldWithWhoseAndWhy() {
    List<Decision> held = decide(DOCS, hold("7", HoldKind.HOLD, "2026-0*", null));

    assertThat(on("2026-01", held).verdict()).isEqualTo(Verdict.HELD);
    assertThat(on("2026-01", held).reason())
        .startsWith("held by hold 7 of ada (audit); without it EXPIRED: January 2026 ended");
    assertThat(on("2026-10", held).verdict()).isEqualTo(Verdict.KEPT);
    assertThat(on("2026-10", decide(DOCS, hold("7", HoldKind.HOLD, "2026-10", null))))
        .extracting(Decision::verdict)
        .isEqualTo(Verdict.HELD);
  }

  @Test
  void severalMayHoldOnePartition() {
    Days january = new Days(LocalDate.parse("2026-01-31"), LocalDate.parse("2026-01-31"));
    List<Decision> held =
        decide(
            DOCS, hold("7", HoldKind.HOLD, "*-01", null), hold("8", HoldKind.LEGAL, null, january));

    assertThat(on("2026-01", held).reason())
        .startsWith("held by hold 7 of ada (audit) and by legal hold 8 of ada (audit)");
    assertThat(on("2027-01", held).reason()).startsWith("held by hold 7 of ada (audit); without");
  }

  @Test
  void whatNoRuleDropsKeepsItsVerdictAndNamesTheHold() {
    List<Decision> held = decide(DOCS, hold("7", HoldKind.HOLD, "*", null));

    assertThat(on("_default", held).verdict()).isEqualTo(Verdict.PROTECTED);
    assertThat(on("other", held).verdict()).isEqualTo(Verdict.UNRECOGNISED);
    assertThat(on("other", held).reason()).endsWith("; also held by hold 7 of ada (audit)");
  }

  /** The newest that always stay are the same, and so is what a share is counted of. */
  @Test
  void countsAreTheSameWithAHoldAndWithout() {
    Map<String, Verdict> without = verdicts(decide(DOCS));
    for (String partition : DOCS.partitions()) {
      List<Decision> decisions = decide(DOCS, hold("7", HoldKind.HOLD, partition, null));

      assertThat(verdicts(decisions).entrySet())
          .as("with %s held", partition)
          .filteredOn(entry -> !entry.getKey().equals(partition))
          .allSatisfy(entry -> assertThat(entry.getValue()).isEqualTo(without.get(entry.getKey())));
      CollectionPlan plan = CollectionPlan.of(POLICY, DOCS, decisions);
      assertThat(plan.shares().values()).allSatisfy(share -> assertThat(share.all()).isEqualTo(5));
      assertThat(Stream.of(Verdict.values()).mapToInt(v -> plan.summary().getOrDefault(v, 0)).sum())
          .isEqualTo(7);
    }
  }

  @Test
  void theReasonSaysWhenItEnds() {
    Covers all = new Covers(null, new NameGlob("prod"), null, null, null, null);
    Instant endOfYear = Days.endOf(LocalDate.parse("2026-12-31"));
    Hold hold = new Hold("7", Source.COMMAND, HoldKind.HOLD, all, "ada", "audit", endOfYear);

    assertThat(on("2026-01", decide(DOCS, hold)).reason())
        .startsWith("held by hold 7 of ada (audit) until 2026-12-31; without it EXPIRED");
    Instant endOfOctober = Days.endOf(LocalDate.parse("2026-10-31"));
    Hold over = new Hold("7", Source.COMMAND, HoldKind.HOLD, all, "ada", "audit", endOfOctober);
    assertThat(on("2026-01", decide(DOCS, over)).reason())
        .startsWith("held by hold 7 of ada (audit), which expired after 2026-10-31; without it");
  }
}
