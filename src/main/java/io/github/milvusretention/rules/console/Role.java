package io.github.milvusretention.rules.console;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.values.Closest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a person or a program may do in the console. All may read. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Runs, reruns, stops, holds, lifts and restores. */
  OPERATOR,
  /** Accepts a plan that a guard refused, of a run that somebody else started. */
  APPROVER;

  /** Throws {@link RuleException} for any other text than the constants in small letters. */
  public static Role parse(String text) {
    return Stream.of(values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    SecretUrl.hiddenIn(text) + " is not a role",
                    Closest.didYouMean(
                        text, names(), "write some of " + String.join(", ", names()))));
  }

  private static List<String> names() {
    return Stream.of(values()).map(Role::text).toList();
  }

  /** As the rules file and the pages write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
