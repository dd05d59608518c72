package io.github.milvusretention.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The active faults, in order of creation; the first that matches a call answers it. */
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
