package io.github.milvusretention.console.api.operations;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a parameter or a field may be. Its values are texts, as they stand in a query. */
public sealed interface Values {
  boolean has(String value);

  /** In words, to follow "must be". */
  String words();

  /** As a schema of JSON Schema. */
  ObjectNode schema();

  /** Whether JSON of that kind is meant: 7 is no text, and "7" is no number. */
  default boolean isWritten(JsonNode node) {
    return node.isString();
  }

  /** Any text but an empty one, which is more likely a mistake. */
  record Text() implements Values {
    @Override
    public boolean has(String value) {
      return !value.isEmpty();
    }

    @Override
    public String words() {
      return "a text";
    }

    @Override
    public ObjectNode schema() {
      return object().put("type", "string").put("minLength", 1);
    }
  }

  /**
   * A text of a form, which may still mean nothing: whether a date is on the calendar is seen when
   * it is read.
   *
   * @param shared what the schemas share that has it
   */
  record Form(String shared, String pattern, String words) implements Values {
    @Override
    public boolean has(String value) {
      return value.matches(pattern);
    }

    @Override
    public ObjectNode schema() {
      return object().put("$ref", OpenApi.schema("common#/$defs/" + shared));
    }
  }

  /**
   * @param otherwise what it is if it is not given
   */
  record Flag(boolean otherwise) implements Values {
    @Override
    public boolean has(String value) {
      return value.equals("true") || value.equals("false");
    }

    @Override
    public String words() {
      return "true or false";
    }

    @Override
    public ObjectNode schema() {
      return object().put("type", "boolean").put("default", otherwise);
    }

    @Override
    public boolean isWritten(JsonNode node) {
      return node.isBoolean();
    }
  }

  /**
   * @param otherwise what it is if it is not given; null if it must be
   */
  record Number(int least, int most, @Nullable Integer otherwise) implements Values {
    @Override
    public boolean has(String value) {
      return value.matches("[0-9]{1,9}")
          && Integer.parseInt(value) >= least
          && Integer.parseInt(value) <= most;
    }

    @Override
    public String words() {
      return "a number from " + least + " to " + most;
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema =
          object().put("type", "integer").put("minimum", least).put("maximum", most);
      return otherwise == null ? schema : schema.put("default", otherwise);
    }

    @Override
    public boolean isWritten(JsonNode node) {
      return node.isIntegralNumber();
    }
  }

  record OneOf(List<String> all) implements Values {
    public OneOf {
      all = List.copyOf(all);
    }

    static OneOf of(Enum<?>... all) {
      return new OneOf(Arrays.stream(all).map(Enum::name).toList());
    }

    @Override
    public boolean has(String value) {
      return all.contains(value);
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", all);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = object().put("type", "string");
      ArrayNode words = schema.putArray("enum");
      all.forEach(words::add);
      return schema;
    }
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }
}
