package io.github.milvusretention.drop;

import static io.github.milvusretention.drop.DropSetup.DB;
import static io.github.milvusretention.drop.DropSetup.EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.drop.gate.DropAttempt;
import io.github.milvusretention.drop.gate.DropResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The six expired partitions of a {@link DropSetup} that are dropped together. */
final class BatchSetup implements AutoCloseable {
  static final String LIST = "partitions/list";
  static final String HAS = "partitions/has";

  final DropSetup drops = new DropSetup();
  final List<DropAttempt> attempts =
      new ArrayList<>(EXPIRED.stream().map(name -> new DropAttempt(drops.planned(name))).toList());
  final Map<String, DropResult> results = new LinkedHashMap<>();

  @Override
  public void close() {
    drops.close();
  }

  void loadAll() {
    EXPIRED.forEach(name -> drops.sandbox.load(DB, "docs", name));
  }

  /** One batch. */
  void once() {
    drops.batches.drop(
        List.copyOf(attempts),
        settled ->
            settled.forEach(
                one -> {
                  attempts.remove(one.attempt());
                  assertThat(results.put(one.attempt().partition(), one.result())).isNull();
                }));
  }

  /** Batches until nothing is left, singly where that is asked for. */
  void toTheEnd() {
    while (!attempts.isEmpty()) {
      if (attempts.get(0).alone()) {
        DropAttempt alone = attempts.remove(0);
        results.put(alone.partition(), drops.partition.drop(alone));
      } else {
        once();
      }
    }
  }

  DropResult result(String partition) {
    return Objects.requireNonNull(results.get(partition));
  }

  void assertAllDropped() {
    assertThat(results).hasSize(EXPIRED.size());
    assertThat(results.values()).containsOnly(DropResult.DROPPED);
    assertThat(drops.sandbox.partitions(DB, "docs")).doesNotContainAnyElementsOf(EXPIRED);
  }
}
