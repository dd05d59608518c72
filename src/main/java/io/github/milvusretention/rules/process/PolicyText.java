package io.github.milvusretention.rules.process;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A policy in the words of the rules file, defaults included and with the address of its cluster:
 * to be kept with what was done by it. It holds no secret: no key of a policy is one, and an
 * address with a password is refused.
 */
public final class PolicyText {
  private PolicyText() {}

  /**
   * A line for each key that has a value.
   *
   * @param policy one of the rules, or the same for fewer collections
   */
  public static String of(Rules rules, Policy policy) {
    List<String> lines = new ArrayList<>();
    RulesChange.values(policy)
        .forEach(
            (key, value) -> {
              boolean set = !value.equals(RulesChange.NOT_SET) && !value.equals(List.of());
              if (set) {
                lines.add((key.equals("name") ? "policy" : key) + ": " + text(value));
              }
              if (key.equals("cluster")) {
                lines.add("uri: " + rules.clusterOf(policy).uri());
              }
            });
    Locale locale = policy.names().partitions().get(0).locale();
    lines.add("locale: " + locale.toLanguageTag());
    return String.join("\n", lines);
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(PolicyText::quoted).toList().toString();
    }
    return String.valueOf(value);
  }

  private static String quoted(Object value) {
    return "\"" + (value instanceof NamePattern pattern ? pattern.text() : value) + "\"";
  }
}
