package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules in force, asked in the order in which they were made; the first that takes a call. */
final class Faults {
  private final List<Fault> rules = new CopyOnWriteArrayList<>();

  void add(Fault fault) {
    rules.add(fault);
  }

  void clear() {
    rules.clear();
  }

  Optional<Fault> take(Call call) {
    return rules.stream().filter(rule -> rule.takes(call)).findFirst();
  }
}
