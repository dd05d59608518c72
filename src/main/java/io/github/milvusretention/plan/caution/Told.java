package io.github.milvusretention.plan.caution;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells people what is kept beside the rules: a run must not keep silent about it. */
final class Told {
  private static final int MAX_TOLD = 20;

  private Told() {}

  /** A sentence for each of the first that are kept for what they are, and one for the others. */
  static void kept(String key, Map<Address, Objection> objections, Consumer<String> note) {
    List<Map.Entry<Address, Objection>> all =
        objections.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    all.stream()
        .filter(of -> of.getValue().verdict() != Verdict.KEPT)
        .limit(MAX_TOLD)
        .map(of -> "%s: %s, %s".formatted(of.getKey(), of.getValue().verdict(), reason(of)))
        .forEach(note);
    List<Map.Entry<Address, Objection>> unknown =
        all.stream().filter(of -> of.getValue().verdict() == Verdict.KEPT).toList();
    if (!unknown.isEmpty()) {
      note.accept(
          "%s: expired partitions kept since too little is known of them: %s; one is %s: %s"
              .formatted(key, unknown.size(), unknown.get(0).getKey(), reason(unknown.get(0))));
    }
  }

  private static String reason(Map.Entry<Address, Objection> of) {
    return of.getValue().reason();
  }
}
