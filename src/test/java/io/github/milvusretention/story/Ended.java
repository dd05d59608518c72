package io.github.milvusretention.story;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a command ended.
 *
 * @param err what the command said and what was logged
 */
public record Ended(int exit, String out, String err) {
  /** The whole of stdout as JSON. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }

  /** The only element of a JSON array. */
  public JsonNode only() {
    JsonNode all = json();
    if (all.size() != 1) {
      throw new AssertionError("not one element: " + all);
    }
    return all.get(0);
  }

  /** The errors on stderr, of a command that was asked for JSON. */
  public List<JsonNode> errors() {
    return err.lines()
        .filter(line -> line.startsWith("{\"error\""))
        .map(line -> JsonMapper.shared().readTree(line).get("error"))
        .toList();
  }

  /** Both streams. */
  public String all() {
    return out + err;
  }

  /** The lines of a stack trace that a user would see. */
  public List<String> stackTrace() {
    return all().lines().filter(line -> line.startsWith("\tat ")).toList();
  }
}
