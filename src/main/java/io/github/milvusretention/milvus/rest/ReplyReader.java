package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.LoadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the data of successes. What is not as promised is an {@link UnreadableAnswer}, never a
 * guess: a list that lacks a name, or a field overlooked, could cost data.
 */
final class ReplyReader {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_ID = 40;

  private ReplyReader() {}

  static List<String> names(Reply reply) {
    need(reply.data().isArray(), "data is not a list of names");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode name : reply.data()) {
      need(name.isString() && isName(name.asString()), "the list holds something not a name");
      need(names.add(name.asString()), "the list holds a name twice");
    }
    return List.copyOf(new ArrayList<>(names));
  }

  static CollectionInfo collection(String asked, Reply reply) {
    JsonNode data = reply.data();
    // The name asked for is echoed, so another name is the answer to another question.
    String name = data.path("collectionName").asString("");
    need(name.isEmpty() || name.equals(asked), "it describes another collection");
    JsonNode load = data.path("load");
    return new CollectionInfo(
        asked,
        id(data.path("collectionID")),
        hasPartitionKey(data.path("fields")),
        isExternal(data.path("externalSource")),
        !(load.isString() && load.asString().equals("LoadStateNotLoad")),
        count(data.path("partitionsNum")),
        properties(data.path("properties")));
  }

  static String alias(String asked, Reply reply) {
    String name = reply.data().path("aliasName").asString("");
    need(name.isEmpty() || name.equals(asked), "it describes another alias");
    String collection = reply.data().path("collectionName").asString("");
    need(!collection.isEmpty(), "data has no collectionName");
    return collection;
  }

  static boolean has(Reply reply) {
    JsonNode has = reply.data().path("has");
    need(has.isBoolean(), "data has no has, true or false");
    return has.asBoolean();
  }

  static long rows(Reply reply) {
    Long rows = Numbers.whole(reply.data().path("rowCount"));
    if (rows == null || rows < 0) {
      throw new UnreadableAnswer("data has no rowCount");
    }
    return rows;
  }

  /**
   * A partition that is not loaded, or does not exist, is answered as "loading" with progress -1
   * and the reason as message; before Milvus 2.5 without the reason.
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
        boolean notLoaded = reply.answer().message().contains("partition not loaded");
        yield notLoaded ? LoadState.NOT_LOADED : LoadState.UNKNOWN;
      }
      default -> LoadState.UNKNOWN;
    };
  }

  /**
   * Whether the text can be sent and kept as it is. Milvus itself allows less: up to 255 bytes of
   * ASCII letters, digits and a few signs.
   */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.codePoints().noneMatch(ReplyReader::isNoLetter);
  }

  /** A control character, half a surrogate pair, or the mark of a letter lost in decoding. */
  private static boolean isNoLetter(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || c == 0xfffd;
  }

  /** A number of 64 bits, or a string; as text, so that no digit is lost. */
  private static String id(JsonNode id) {
    String text = id.isIntegralNumber() || id.isString() ? id.asString() : "";
    need(!text.isBlank() && text.length() <= LONGEST_ID, "data has no collectionID");
    return text;
  }

  private static @Nullable Integer count(JsonNode count) {
    Long whole = Numbers.whole(count);
    return whole == null || whole < 0 || whole > Integer.MAX_VALUE ? null : whole.intValue();
  }

  /** Nothing is dropped or kept for a property's sake, so what cannot be read is left out. */
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
    need(fields.isArray() && !fields.isEmpty(), "data has no fields");
    boolean found = false;
    for (JsonNode field : fields) {
      JsonNode key = field.path("partitionKey");
      need(
          field.isObject() && (key.isBoolean() || key.isMissingNode()),
          "a field does not say whether it is the partition key");
      found |= key.asBoolean(false);
    }
    return found;
  }

  /** From Milvus 3.0. Whatever stands there, as long as it is not nothing. */
  private static boolean isExternal(JsonNode source) {
    boolean nothing =
        source.isMissingNode()
            || source.isNull()
            || (source.isString() && source.asString().isEmpty());
    return !nothing;
  }

  private static void need(boolean condition, String what) {
    if (!condition) {
      throw new UnreadableAnswer(what);
    }
  }
}
