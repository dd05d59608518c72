package io.github.milvusretention.cli.forecast;

import io.github.milvusretention.period.RuleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules as if they were edited, as people give them: KEY=VALUE. */
public final class Edits {
  private Edits() {}

  /** Throws {@link RuleException}; whether key and value are those of a policy is not checked. */
  public static Map<String, String> byKey(List<String> edits) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String edit : edits) {
      int end = edit.indexOf('=');
      if (end < 1) {
        throw new RuleException(
            "\"" + edit + "\" is not a key and a value", "write for example keep=P6M");
      }
      String key = edit.substring(0, end).strip();
      if (values.putIfAbsent(key, edit.substring(end + 1)) != null) {
        throw new RuleException(key + " is given twice", "give it once");
      }
    }
    return values;
  }
}
