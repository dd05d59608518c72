package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is accepted with a plan: exactly what guards said when it was shown. */
class RefusalsShownTest {
  private static final Refusal SHARE =
      new Refusal("max-share", "10%", "58% in docs", "too many", List.of(partition("january")));
  private static final Refusal DROPS = new Refusal("max-drops", "3", "7", "too many", List.of());
  private static final RefusalsShown BOTH = RefusalsShown.of(List.of(SHARE, DROPS));

  private static Address partition(String name) {
    return new Address("local", "default", "docs", name);
  }

  private static Refusal clock(String apart) {
    return new Refusal("clock", "1 min", apart, "the clocks differ", List.of());
  }

  @Test
  void theOrderOfTheGuardsDoesNotMatter() {
    assertThat(RefusalsShown.of(List.of(DROPS, SHARE))).isEqualTo(BOTH);
    assertThat(BOTH.guards()).isEqualTo("max-drops,max-share");
    assertThat(RefusalsShown.of(List.of(SHARE, SHARE)).guards()).isEqualTo("max-share");
    assertThat(RefusalsShown.of(List.of()).guards()).isEmpty();
  }

  @Test
  void anotherLimitFigureOrPartitionIsNotWhatWasShown() {
    for (Refusal other :
        List.of(
            new Refusal("max-share", "20%", "58% in docs", "too many", SHARE.partitions()),
            new Refusal("max-share", "10%", "68% in docs", "too many", SHARE.partitions()),
            new Refusal(
                "max-share", "10%", "58% in docs", "too many", List.of(partition("february"))))) {
      RefusalsShown now = RefusalsShown.of(List.of(other, DROPS));
      assertThat(now.is(BOTH.whole())).as("%s", other).isFalse();
      assertThat(now.is(BOTH.guards())).as("by the names alone").isTrue();
    }
    assertThat(BOTH.is(BOTH.whole())).isTrue();
    assertThat(BOTH.is("max-drops")).isFalse();
    assertThat(BOTH.is("")).isFalse();
  }

  @Test
  void clocksAreMeasuredAnewEachTime() {
    RefusalsShown shown = RefusalsShown.of(List.of(clock("1 h 2 s behind the cluster")));

    assertThat(RefusalsShown.of(List.of(clock("1 h 3 s behind the cluster"))).is(shown.whole()))
        .isTrue();
    assertThat(shown.is(RefusalsShown.of(List.of()).whole())).isFalse();
  }
}
