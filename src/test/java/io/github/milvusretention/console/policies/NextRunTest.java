package io.github.milvusretention.console.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.schedule.NextFirings.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of a policy's next firing. */
class NextRunTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Policy BY_HAND = Given.patterns("MMMM").policy();
  private static final Policy NIGHTLY = Given.patterns("MMMM").schedule("0 15 3 * * ?").policy();

  @Test
  void withoutAScheduleItIsByHand() {
    assertThat(NextRun.of(BY_HAND, null, NOW).text()).isEqualTo("no schedule: by hand only");
  }

  @Test
  void oneThatIsAheadIsNotLate() {
    NextRun next = NextRun.of(NIGHTLY, new Firing(NOW, NOW.plusSeconds(60)), NOW);

    assertThat(Objects.requireNonNull(next.at()).at()).isEqualTo(NOW.plusSeconds(60));
    assertThat(next.late()).isFalse();
  }

  @Test
  void itIsLateOnceNobodyElseWouldTakeItOver() {
    Firing firing = new Firing(NOW.minus(Duration.ofDays(9)), NOW);

    assertThat(NextRun.of(NIGHTLY, firing, NOW.plusSeconds(180)).late()).isFalse();
    assertThat(NextRun.of(NIGHTLY, firing, NOW.plusSeconds(181)).late()).isTrue();
  }

  @Test
  void oneThatEndsOrHasNoTriggerSaysSo() {
    assertThat(NextRun.of(NIGHTLY, new Firing(NOW, null), NOW).text()).startsWith("never");
    NextRun missing = NextRun.of(NIGHTLY, null, NOW);
    assertThat(missing.text()).startsWith("no trigger");
    assertThat(missing.late()).isTrue();
  }
}
