package io.github.milvusretention.plan;

import io.github.milvusretention.plan.Objections.Candidates;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Objection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks all, in their order. */
record AllObjections(List<Objections> each) {
  /** Each is asked about what the ones before it let go, at once or when a person accepts it. */
  Map<Address, Objection> to(
      List<Decision> expired, Function<List<Decision>, Candidates> candidates) {
    Map<Address, Objection> kept = new HashMap<>();
    for (Objections one : each) {
      one.to(candidates.apply(left(expired, kept)))
          .forEach((address, objection) -> kept.merge(address, objection, Objection::and));
    }
    return kept;
  }

  /** Those that nobody objects to in a way that a person cannot accept. */
  static List<Decision> left(List<Decision> expired, Map<Address, Objection> kept) {
    return expired.stream().filter(decision -> mayGo(kept.get(decision.address()))).toList();
  }

  private static boolean mayGo(@Nullable Objection objection) {
    return objection == null || objection.verdict().waits();
  }
}
