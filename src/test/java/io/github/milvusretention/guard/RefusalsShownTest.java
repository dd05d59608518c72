package io.github.milvusretention.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.policy.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    return new Refusal("clock", "1m", apart, "the clocks differ", List.of());
  }

  private static RefusalsShown parsed(RefusalsShown shown) {
    return RefusalsShown.parse(shown.text());
  }

  @Test
  void theOrderOfTheGuardsDoesNotMatter() {
    assertThat(parsed(BOTH).isStill(RefusalsShown.of(List.of(DROPS, SHARE)))).isTrue();
    assertThat(BOTH.guards()).containsExactly("max-drops", "max-share");
    assertThat(RefusalsShown.of(List.of(SHARE, SHARE)).guards()).containsExactly("max-share");
    assertThat(RefusalsShown.of(List.of()).text()).isEmpty();
  }

  @Test
  void anotherLimitFigureSentenceOrPartitionIsNotWhatWasShown() {
    for (Refusal other :
        List.of(
            new Refusal("max-share", "20%", "58% in docs", "too many", SHARE.partitions()),
            new Refusal("max-share", "10%", "68% in docs", "too many", SHARE.partitions()),
            new Refusal("max-share", "10%", "58% in docs", "far too many", SHARE.partitions()),
            new Refusal(
                "max-share", "10%", "58% in docs", "too many", List.of(partition("february"))))) {
      RefusalsShown now = RefusalsShown.of(List.of(other, DROPS));
      assertThat(parsed(BOTH).isStill(now)).as("%s", other).isFalse();
      assertThat(parsed(BOTH).notShownOf(now)).containsExactly("max-share");
    }
    assertThat(RefusalsShown.parse("max-drops,max-share").isStill(BOTH)).as("by names").isFalse();
    assertThat(RefusalsShown.parse("").notShownOf(BOTH)).hasSize(2);
  }

  @Test
  void whatNoLongerRefusesWasShownToo() {
    RefusalsShown now = RefusalsShown.of(List.of(DROPS));

    assertThat(parsed(BOTH).isStill(now)).isFalse();
    assertThat(parsed(BOTH).notShownOf(now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1h 2m behind the cluster,        true",
    "1h 3m behind the cluster,        true",
    "20m 5s behind the cluster,       true",
    "1h 4m behind the cluster,        true",
    "1h 5m behind the cluster,        false",
    "30d behind the cluster,          false",
    "1h 2m ahead of the cluster,      false",
    "1h 2m behind the database,       false",
    "'1h 2m behind the cluster, and 2m behind the database', false",
  })
  void clocksAreMeasuredAnewEachTimeAndMayNotBeMuchFurtherApart(String now, boolean same) {
    RefusalsShown shown = RefusalsShown.of(List.of(clock("1h 2m behind the cluster")));

    assertThat(parsed(shown).isStill(RefusalsShown.of(List.of(clock(now))))).isEqualTo(same);
  }

  @Test
  void ofSeveralClocksEachIsCompared() {
    String both = "%s behind the cluster a 5m ahead of all, and %s ahead of the database";
    RefusalsShown shown = RefusalsShown.of(List.of(clock(both.formatted("2d", "10m"))));

    for (String[] apart : new String[][] {{"2d 1h", "10m 20s"}, {"1m 1s", "11m 1s"}}) {
      Refusal now = clock(both.formatted((Object[]) apart));
      assertThat(parsed(shown).isStill(RefusalsShown.of(List.of(now)))).isTrue();
    }
    for (String[] apart : new String[][] {{"2d 2h", "10m"}, {"2d", "11m 2s"}}) {
      Refusal now = clock(both.formatted((Object[]) apart));
      assertThat(parsed(shown).isStill(RefusalsShown.of(List.of(now)))).isFalse();
    }
  }

  @Test
  void ofTextThatNobodyWroteHereNothingWasShown() {
    RefusalsShown now = RefusalsShown.of(List.of(clock("1h 2m behind the cluster")));
    String text = now.text();

    for (String other :
        List.of("", "clock", "clock=", "clock=~1~1", text + "~5", text.replace("~", "~-"))) {
      assertThat(RefusalsShown.parse(other).isStill(now)).as(other).isFalse();
    }
    assertThat(RefusalsShown.parse(text).isStill(now)).isTrue();
  }
}
