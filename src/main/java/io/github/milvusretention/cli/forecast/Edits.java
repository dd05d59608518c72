package io.github.milvusretention.cli.forecast;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.RulesOnDisk;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edited rules to compare a forecast with.
 *
 * @param values what was asked for, by keys of a policy; may be empty
 */
public record Edits(Map<String, String> values) {
  public Edits {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Reads texts such as {@code keep=P6M}. Throws {@link RuleException}.
   *
   * @param option what gave them, for messages
   */
  public static Edits of(String option, List<String> texts) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String text : texts) {
      int end = text.indexOf('=');
      if (end < 1) {
        throw new RuleException(
            option + " expects KEY=VALUE, not " + text, "write, for example, keep=P6M");
      }
      String key = text.substring(0, end).strip();
      if (values.putIfAbsent(key, text.substring(end + 1)) != null) {
        throw new RuleException(option + " gives " + key + " twice", "give it once");
      }
    }
    return new Edits(values);
  }

  /**
   * The rules with these edits in those policies; null if there are none. Throws {@link
   * io.github.milvusretention.rules.yaml.RulesException} if they have mistakes then.
   *
   * @param now every schedule must fire after it
   */
  public @Nullable Rules in(RulesOnDisk rules, Collection<Policy> policies, Instant now) {
    if (values.isEmpty()) {
      return null;
    }
    Map<String, Map<String, String>> byPolicy = new HashMap<>();
    policies.forEach(policy -> byPolicy.put(policy.name(), values));
    return rules.edited(byPolicy, now);
  }
}
