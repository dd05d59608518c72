package io.github.milvusretention.console.forecast;

import io.github.milvusretention.cli.forecast.Edits;
import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.Map;

/**
 * The edits of rules that somebody may ask about who cannot edit the rules. A key that says where
 * to look is not among them: with the credentials of the program it would show names that no policy
 * selects.
 */
public final class AllowedEdits {
  /** Each new key of a policy must be thought about, so that these are written down. */
  private static final List<String> KEYS =
      List.of(
          "keep",
          "keep-newest",
          "lead",
          "period",
          "grace",
          "max-drops",
          "max-share",
          "new-rules",
          "still-written",
          "schedule",
          "zone",
          "locale",
          "stop-after",
          "max-age",
          "concurrency",
          "release-batch");

  private AllowedEdits() {}

  /**
   * Throws {@link RuleException}; whether the value is one of that key is not checked.
   *
   * @param edits as KEY=VALUE, the key spelt as in the documentation
   */
  public static Map<String, String> byKey(List<String> edits) {
    Map<String, String> values = Edits.byKey(edits);
    values.keySet().forEach(AllowedEdits::check);
    return values;
  }

  private static void check(String key) {
    RuleException.check(
        KEYS.contains(key),
        key,
        "cannot be edited here",
        "write one of "
            + String.join(", ", KEYS)
            + ", or use forecast --as-if on the command line, which takes every key");
  }
}
