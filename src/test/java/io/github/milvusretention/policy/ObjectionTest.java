package io.github.milvusretention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.CollectionPlan.Recognised;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectionTest {
  private static final Policy POLICY = Given.patterns("uuuu-MM").policy();
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Listing DOCS =
      new Listing(
          "prod",
          "default",
          "docs",
          "447",
          false,
          false,
          List.of("2026-01", "2026-02", "2026-10", "_default"));
  private static final Objection HELD = new Objection(Verdict.HELD, "held by the court");

  private static final List<Decision> DECISIONS =
      Given.decide(POLICY, List.of(POLICY), AS_OF, List.of(DOCS));

  private static Map<Address, Objection> heldIs(String partition) {
    return Map.of(new Address("prod", "default", "docs", partition), HELD);
  }

  @Test
  void whatIsObjectedToIsNotDueAndAllCountsFollow() {
    CollectionPlan kept = CollectionPlan.of(POLICY, DOCS, DECISIONS).with(heldIs("2026-01"));

    assertThat(kept.expired())
        .extracting(decision -> decision.address().partition())
        .containsExactly("2026-02");
    assertThat(kept.summary())
        .isEqualTo(
            Map.of(Verdict.EXPIRED, 1, Verdict.HELD, 1, Verdict.KEPT, 1, Verdict.PROTECTED, 1));
    assertThat(kept.shares()).isEqualTo(Map.of("", new Recognised(1, 3)));
    assertThat(kept)
        .as("as if it had been decided so")
        .isEqualTo(CollectionPlan.of(POLICY, DOCS, Verdicts.with(heldIs("2026-01"), DECISIONS)));
  }

  @Test
  void whereNothingIsLeftNoShareIsLeft() {
    CollectionPlan kept =
        CollectionPlan.of(POLICY, DOCS, DECISIONS).with(heldIs("2026-01")).with(heldIs("2026-02"));

    assertThat(kept.expired()).isEmpty();
    assertThat(kept.summary()).doesNotContainKey(Verdict.EXPIRED).containsEntry(Verdict.HELD, 2);
    assertThat(kept.shares()).isEmpty();
  }

  @Test
  void onlyWhatIsExpiredCanBeObjectedTo() {
    assertThat(Verdicts.with(heldIs("2026-10"), DECISIONS)).isEqualTo(DECISIONS);
    assertThat(Verdicts.with(heldIs("_default"), DECISIONS)).isEqualTo(DECISIONS);
  }

  @Test
  void anObjectionKeeps() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Objection(Verdict.EXPIRED, "none"))
        .withMessageContaining("an objection that drops");
  }

  @Test
  void whatWaitsForAPersonIsPartOfThePlanAndOfItsDigest() {
    CollectionPlan byRules = CollectionPlan.of(POLICY, DOCS, DECISIONS);
    Objection restored = new Objection(Verdict.RE_CREATED, "there again");

    CollectionPlan kept = byRules.with(Map.of(address("2026-01"), restored));
    Plan plan = new Plan(POLICY, AS_OF, List.of(kept));

    assertThat(kept)
        .as("as if it had been decided so")
        .isEqualTo(
            CollectionPlan.of(
                POLICY, DOCS, Verdicts.with(Map.of(address("2026-01"), restored), DECISIONS)));
    assertThat(names(plan.waiting())).containsExactly("2026-01");
    assertThat(names(plan.expired())).containsExactly("2026-02");
    assertThat(names(plan.due(false))).containsExactly("2026-02");
    assertThat(names(plan.due(true))).containsExactly("2026-01", "2026-02");
    assertThat(plan.digest())
        .isNotEqualTo(new Plan(POLICY, AS_OF, List.of(byRules)).digest())
        .isNotEqualTo(new Plan(POLICY, AS_OF, List.of(byRules.with(heldIs("2026-01")))).digest())
        .isNotEqualTo(plan.digestOfWaiting());
  }

  @Test
  void theDigestOfWhatWaitsIsThatOfThePlanOnceTheOthersAreGone() {
    Objection restored = new Objection(Verdict.RE_CREATED, "there again");
    CollectionPlan kept =
        CollectionPlan.of(POLICY, DOCS, DECISIONS).with(Map.of(address("2026-01"), restored));
    Listing later = DOCS.withPartitions(List.of("_default", "2026-10", "2026-01"));
    CollectionPlan left =
        CollectionPlan.of(
                POLICY, later, Given.decide(POLICY, List.of(POLICY), AS_OF, List.of(later)))
            .with(Map.of(address("2026-01"), restored));

    assertThat(new Plan(POLICY, AS_OF, List.of(left)).digest())
        .isEqualTo(new Plan(POLICY, AS_OF, List.of(kept)).digestOfWaiting());
  }

  @Test
  void whyAPartitionWaitsIsPartOfTheDigest() {
    CollectionPlan byRules = CollectionPlan.of(POLICY, DOCS, DECISIONS);

    assertThat(
            Stream.of(Verdict.RE_CREATED, Verdict.IN_USE)
                .map(verdict -> Map.of(address("2026-01"), new Objection(verdict, "why")))
                .map(kept -> new Plan(POLICY, AS_OF, List.of(byRules.with(kept))).digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatNobodyCanAcceptPrevails() {
    Objection restored = new Objection(Verdict.RE_CREATED, "there again");
    Objection loaded = new Objection(Verdict.IN_USE, "loaded again");

    assertThat(restored.and(HELD))
        .isEqualTo(new Objection(Verdict.HELD, "held by the court; also there again"));
    assertThat(HELD.and(restored)).isEqualTo(restored.and(HELD));
    assertThat(restored.and(loaded))
        .isEqualTo(new Objection(Verdict.RE_CREATED, "there again; also loaded again"));
  }

  private static Address address(String partition) {
    return new Address("prod", "default", "docs", partition);
  }

  private static List<String> names(List<Decision> decisions) {
    return decisions.stream().map(decision -> decision.address().partition()).toList();
  }
}
