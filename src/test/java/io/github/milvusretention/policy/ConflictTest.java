package io.github.milvusretention.policy;

import static io.github.milvusretention.policy.Verdict.CONFLICT;
import static io.github.milvusretention.policy.Verdict.EXPIRED;
import static io.github.milvusretention.policy.Verdict.KEPT;
import static io.github.milvusretention.policy.Verdict.PROTECTED;
import static io.github.milvusretention.policy.Verdict.UNRECOGNISED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.period.AsOf;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A partition that two policies recognise is left alone by both. */
class ConflictTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final Policy DAYS = Given.patterns("uuuuMMdd").name("days").policy();

  @Test
  void bothPoliciesRefuseAndNameEachOther() {
    Policy longer = Given.patterns("uuuuMMdd").name("long").keep("P10Y").policy();
    Decision mine = decide(DAYS, longer, "20260105").get(0);
    Decision theirs = decide(longer, DAYS, "20260105").get(0);
    assertThat(mine.verdict()).isEqualTo(CONFLICT);
    assertThat(mine.reason()).startsWith("policy long recognises this name too");
    assertThat(mine.period()).isNotNull();
    assertThat(mine.expires()).isNotNull();
    assertThat(theirs.verdict()).isEqualTo(CONFLICT);
    assertThat(theirs.reason()).startsWith("policy days recognises this name too");
  }

  @Test
  void differentPatternsCanConflict() {
    Policy odd = Given.patterns("uuuuDDD'1'").name("odd").policy();
    assertThat(decide(DAYS, odd, "20260111", "20260112"))
        .extracting(Decision::verdict)
        .containsExactly(CONFLICT, EXPIRED);
  }

  @Test
  void aPolicyThatReadsOtherNamesDoesNotConflict() {
    Policy months = Given.patterns("uuuuMM").name("months").policy();
    assertThat(decide(DAYS, months, "20260105", "202601", "20261123", "_default"))
        .extracting(Decision::verdict)
        .containsExactly(EXPIRED, UNRECOGNISED, KEPT, PROTECTED);
  }

  @Test
  void aPolicyForOtherCollectionsDoesNotConflict() {
    Stream.of(
            Given.patterns("uuuuMMdd").collections("chats"),
            Given.patterns("uuuuMMdd").exclude("d*"),
            Given.patterns("uuuuMMdd").database("staging"),
            Given.patterns("uuuuMMdd").cluster("other"))
        .map(given -> given.name("elsewhere").policy())
        .forEach(
            other ->
                assertThat(decide(DAYS, other, "20260105"))
                    .extracting(Decision::verdict)
                    .containsExactly(EXPIRED));
  }

  @Test
  void aPolicyThatFindsTheNameAmbiguousStillConflicts() {
    Policy unsure = Given.patterns("uuuuMMdd", "ddMMuuuu").name("unsure").policy();
    assertThat(decide(DAYS, unsure, "20101112").get(0).verdict()).isEqualTo(CONFLICT);
  }

  @Test
  void aPartitionInConflictDoesNotUseUpKeepNewest() {
    Policy careful = Given.patterns("uuuuMMdd").name("days").keepNewest(1).policy();
    Policy odd = Given.patterns("uuuu'0112'").name("odd").policy();
    assertThat(decide(careful, odd, "20260112", "20260111", "20260110"))
        .extracting(Decision::verdict)
        .containsExactly(CONFLICT, KEPT, EXPIRED);
  }

  private static List<Decision> decide(Policy policy, Policy other, String... partitions) {
    return Given.decide(policy, List.of(other, policy), AS_OF, List.of(Given.docs(partitions)));
  }
}
