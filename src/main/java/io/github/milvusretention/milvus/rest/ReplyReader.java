package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.RowValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the data of successful answers. Unexpected data is an {@link UnreadableAnswer}, never a
 * guess: a missing name or an overlooked field could cost data.
 */
final class ReplyReader {
  static final String COUNT = "count(*)";
  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_ID_LENGTH = 40;

  private ReplyReader() {}

  static List<String> names(Reply reply) {
    require(reply.data().isArray(), "data is not a list of names");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : reply.data()) {
      require(
          name.isString() && isName(name.asString()),
          "the list contains something that is not a" + " name");
      require(names.add(name.asString()), "the list contains a name twice");
    }
    return List.copyOf(new ArrayList<>(names));
  }

  static CollectionInfo collection(String requested, Reply reply) {
    JsonNode data = reply.data();
    // The server echoes the requested name, so another name belongs to another request.
    String name = data.path("collectionName").asString("");
    require(name.isEmpty() || name.equals(requested), "it describes another collection");
    JsonNode load = data.path("load");
    return new CollectionInfo(
        requested,
        id(data.path("collectionID")),
        hasPartitionKey(data.path("fields")),
        isExternal(data.path("externalSource")),
        !(load.isString() && load.asString().equals("LoadStateNotLoad")),
        count(data.path("partitionsNum")),
        properties(data.path("properties")));
  }

  static String alias(String requested, Reply reply) {
    String name = reply.data().path("aliasName").asString("");
    require(name.isEmpty() || name.equals(requested), "it describes another alias");
    String collection = reply.data().path("collectionName").asString("");
    require(!collection.isEmpty(), "data has no collectionName");
    return collection;
  }

  static boolean has(Reply reply) {
    JsonNode has = reply.data().path("has");
    require(has.isBoolean(), "data has no boolean has");
    return has.asBoolean();
  }

  static long rows(Reply reply) {
    Long rows = Numbers.whole(reply.data().path("rowCount"));
    if (rows == null || rows < 0) {
      throw new UnreadableAnswer("data has no rowCount");
    }
    return rows;
  }

  static long countedRows(Reply reply) {
    JsonNode rows = reply.data();
    Long count = rows.isArray() && rows.size() == 1 ? Numbers.whole(rows.get(0).path(COUNT)) : null;
    if (count == null || count < 0) {
      throw new UnreadableAnswer("data has no " + COUNT);
    }
    return count;
  }

  static Optional<RowValue> row(String field, Reply reply) {
    JsonNode rows = reply.data();
    require(rows.isArray() && rows.size() <= 1, "data is not a list of at most one row");
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    require(rows.get(0).isObject(), "the list contains something that is not a row");
    JsonNode value = rows.get(0).path(field);
    return Optional.of(
        new RowValue(value.isNumber() || value.isString() ? value.asString() : null));
  }

  /**
   * For a partition that is not loaded or does not exist, the server returns "loading" with
   * progress -1 and the reason as message; before Milvus 2.5 without the reason.
   */
  static LoadState loadState(Reply reply) {
    String state = reply.data().path("loadState").asString("");
    Long progress = Numbers.whole(reply.data().path("loadProgress"));
    return switch (state) {
      case "LoadStateLoaded" -> LoadState.LOADED;
      case "LoadStateNotLoad" -> LoadState.NOT_LOADED;
      case "LoadStateLoading" -> {
        if (progress == null || progress >= 0) {
          yield LoadState.LOADING;
        }
        String message = reply.answer().message();
        if (message.isEmpty()) {
          yield LoadState.NOT_LOADED_OR_GONE;
        }
        yield message.contains("partition not loaded") ? LoadState.NOT_LOADED : LoadState.UNKNOWN;
      }
      default -> LoadState.UNKNOWN;
    };
  }

  /**
   * Whether the text can be sent and stored unchanged. Milvus itself is stricter: up to 255 bytes
   * of ASCII letters, digits and a few other characters.
   */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME_LENGTH
        && text.codePoints().noneMatch(ReplyReader::isForbidden);
  }

  /** A control character, a lone surrogate, or the replacement character of invalid UTF-8. */
  private static boolean isForbidden(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || c == 0xfffd;
  }

  /** A 64-bit number or a string; kept as text, so that no digit is lost. */
  private static String id(JsonNode id) {
    String text = id.isIntegralNumber() || id.isString() ? id.asString() : "";
    require(!text.isBlank() && text.length() <= MAX_ID_LENGTH, "data has no collectionID");
    return text;
  }

  private static @Nullable Integer count(JsonNode count) {
    Long whole = Numbers.whole(count);
    return whole == null || whole < 0 || whole > Integer.MAX_VALUE ? null : whole.intValue();
  }

  /** No decision depends on a property, so unreadable ones are ignored. */
  private static Map<String, String> properties(JsonNode list) {
    Map<String, String> properties = new HashMap<>();
    for (JsonNode property : list) {
      JsonNode key = property.path("key");
      JsonNode value = property.path("value");
      if (key.isString() && value.isValueNode()) {
        properties.put(key.asString(), value.asString());
      }
    }
    return properties;
  }

  private static boolean hasPartitionKey(JsonNode fields) {
    require(fields.isArray() && !fields.isEmpty(), "data has no fields");
    boolean found = false;
    for (JsonNode field : fields) {
      JsonNode key = field.path("partitionKey");
      require(
          field.isObject() && (key.isBoolean() || key.isMissingNode()),
          "a field does not say whether it is the partition key");
      found |= key.asBoolean(false);
    }
    return found;
  }

  /** Since Milvus 3.0. Any value that is not empty. */
  private static boolean isExternal(JsonNode source) {
    boolean empty =
        source.isMissingNode()
            || source.isNull()
            || (source.isString() && source.asString().isEmpty());
    return !empty;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new UnreadableAnswer(what);
    }
  }
}
