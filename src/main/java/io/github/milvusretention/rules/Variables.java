package io.github.milvusretention.rules;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reports environment variables that look as if they overrode a value of the rules and do not. Not
 * all that begin with RETENTION_ are rules, so only those of clusters and policies are looked at.
 */
final class Variables {
  private static final List<String> OURS = List.of("RETENTIONPOLIC", "RETENTIONCLUSTER");

  /** Each variable that Spring Boot reads, with the keys it is read for. */
  private final Map<String, Set<String>> read = new TreeMap<>();

  /** The spelling without dashes of everything that could be set, by its letters and digits. */
  private final Map<String, String> possible = new TreeMap<>();

  private Variables() {}

  /**
   * @param named what can be overridden
   */
  static void check(Sources sources, Collection<Named> named, Mistakes mistakes) {
    Variables all = new Variables();
    named.forEach(n -> n.kind().keys().names().forEach(key -> all.look(sources, n, key)));
    sources.variables().stream()
        .filter(v -> OURS.stream().anyMatch(letters(v)::startsWith))
        .forEach(v -> all.check(v, mistakes));
  }

  private void look(Sources sources, Named named, String key) {
    String variable =
        Stream.of("retention", named.kind().name(), named.name(), key)
            .map(Variables::letters)
            .reduce("", (a, b) -> a.isEmpty() ? b : a + "_" + b);
    possible.put(letters(variable), variable);
    for (Found found :
        Found.in(sources.environment(), named.property(key), named.kind().keys().isList(key))) {
      if (found.variable() != null) {
        read.computeIfAbsent(upper(found.variable()), v -> new TreeSet<>())
            .add(named.path() + "." + key);
      }
    }
  }

  private void check(String variable, Mistakes mistakes) {
    Set<String> keys = read.getOrDefault(upper(variable), Set.of());
    if (keys.isEmpty()) {
      mistakes.add(variable, "", "is an environment variable that sets nothing", cure(variable));
    } else if (keys.size() > 1) {
      mistakes.add(
          variable,
          "",
          "is an environment variable that sets " + String.join(" and ", keys),
          "write it with no _ within the name and none within the key");
    }
  }

  private String cure(String variable) {
    String letters = letters(variable);
    String known = possible.get(letters.replaceAll("[0-9]+$", ""));
    if (possible.containsKey(letters)) {
      return "write " + possible.get(letters) + ", once";
    }
    if (known != null) {
      return "write "
          + known
          + "_0, "
          + known
          + "_1 and so on without a gap, or "
          + known
          + " alone";
    }
    return Closest.to(letters, possible.keySet())
        .map(l -> "did you mean " + possible.get(l) + "?")
        .orElse(
            "name a policy or cluster of the file: RETENTION_POLICIES_NAME_KEY or"
                + " RETENTION_CLUSTERS_NAME_KEY, the name and the key without - and _");
  }

  private static String letters(String variable) {
    return upper(KeyPath.uniform(variable));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
