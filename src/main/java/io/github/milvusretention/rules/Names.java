package io.github.milvusretention.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clusters and policies that the rules name, in the order of the file. Two spellings that are
 * one to Spring Boot ({@code quick-setup}, {@code quicksetup}) are one here: the first stays. Bound
 * as a map they would become two policies with the same partitions, each in conflict with the
 * other.
 */
final class Names {
  private static final String CURE =
      "use letters, digits, - and _, at most 100, a letter or digit first";

  private final Map<Kind, Map<String, Named>> named = new EnumMap<>(Kind.class);

  Named add(Kind kind, String name) {
    return spellings(kind).computeIfAbsent(KeyPath.identity(name), u -> new Named(kind, name));
  }

  Collection<Named> of(Kind kind) {
    return spellings(kind).values();
  }

  /** Those whose values can be looked up. */
  List<Named> readable() {
    List<Named> all = new ArrayList<>(of(Kind.CLUSTERS));
    all.addAll(of(Kind.POLICIES));
    return all.stream().filter(Named::readable).toList();
  }

  void check(Mistakes mistakes) {
    for (Kind kind : Kind.values()) {
      if (of(kind).isEmpty() && !mistakes.on(kind.path())) {
        mistakes.add(kind.path(), "", "names no " + kind.singular(), kind.example());
      }
      of(kind).stream()
          .filter(n -> !n.valid())
          .forEach(
              n ->
                  mistakes.add(
                      n.path(),
                      n.name(),
                      "\"" + n.name() + "\" is not a name that can be used",
                      CURE));
    }
  }

  private Map<String, Named> spellings(Kind kind) {
    return named.computeIfAbsent(kind, k -> new LinkedHashMap<>());
  }
}
