package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan asks of a cluster, and how much of it at a time. */
@Slow
class ReadsSideBySideTest {
  private static final String STATS = "partitions/get_stats";

  private final Sandbox sandbox = Installation.cluster();
  private final Installation here;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  ReadsSideBySideTest(@TempDir Path directory) {
    here = new Installation(Databases.H2, directory, sandbox);
    for (int i = 0; i < 24; i++) {
      sandbox.createCollection("default", "c" + i);
      sandbox.createPartitions("default", "c" + i, "january", "october");
    }
  }

  private Installation rules(String ofTheCluster) {
    return here.rules(
        Installation.RULES
            .replace("max-calls-per-second: 1000", "max-calls-per-second: 1\n" + ofTheCluster)
            .replace("[quick_setup]", "[\"c*\"]")
            .replace("max-share: 75%", "concurrency: 1\n      max-share: 100%")
            .replace("keep: P3M", "keep: P3M\n      keep-newest: 0"));
  }

  private void watch(String route) {
    sandbox
        .on(route)
        .react(
            Reaction.delay(Duration.ofMillis(30))
                .before(call -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max))
                .after(call -> underWay.decrementAndGet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"partitions/list", STATS})
  void asManyAsReadConcurrencyAllows(String route) {
    rules("      read-concurrency: 3");
    watch(route);

    assertThat(here.run("plan").exit()).isZero();

    assertThat(sandbox.callsTo(route)).hasSize(24);
    assertThat(most).hasValue(3);
  }

  @Test
  void eightWithoutTheKeyWhateverConcurrencyAndRateSay() {
    rules("");
    watch("collections/describe");
    long start = System.nanoTime();

    assertThat(here.run("plan").exit()).isZero();

    assertThat(most).hasValue(8);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("far more reads than one a second")
        .isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void rowsAreCountedOnlyOfWhatIsDue() {
    rules("");

    assertThat(here.run("plan").exit()).isZero();

    assertThat(sandbox.callsTo(STATS)).extracting(Call::partition).containsOnly("january");
  }

  @Test
  void rowsAreLeftOutIfNobodyWantsThem() {
    rules("");
    String with = here.run("plan --output json").out();
    sandbox.clearCalls();

    Ended plan = here.run("plan --no-rows --output json");

    assertThat(sandbox.callsTo(STATS)).isEmpty();
    assertThat(plan.exit()).isZero();
    assertThat(plan.out()).isEqualTo(with.replace("\"rows\" : 0", "\"rows\" : null"));
    assertThat(with).contains("\"rows\" : 0");
  }

  @Test
  void aRunLeavesThemOutToo() {
    here.rules(Installation.RULES);
    sandbox.createCollection("default", "quick_setup");
    sandbox.createPartitions(
        "default", "quick_setup", "january", "september", "october", "november");

    assertThat(here.run("run --no-rows").exit()).isZero();

    assertThat(sandbox.callsTo(STATS)).isEmpty();
    assertThat(here.results(1)).isEqualTo(List.of("quick_setup/january DROPPED"));
    assertThat(here.ledger(1).get(0).get("rows").isNull()).isTrue();
  }
}
