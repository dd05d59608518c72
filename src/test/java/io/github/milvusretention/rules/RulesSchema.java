package io.github.milvusretention.rules;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.policy.settings.Share;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The JSON Schema by which editors complete and check a rules file, made from the list of keys.
 * What describes a key is written in the schema alone, and stays there. An editor reads YAML with
 * types, so that a text may be a number or a truth there; every value may be a placeholder.
 */
final class RulesSchema {
  private static final String PLACEHOLDER = "\\$\\{";
  private static final String NAME = "^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$";

  private final JsonNode written;

  private RulesSchema(JsonNode written) {
    this.written = written.at("/properties/retention");
  }

  /**
   * @param written the schema so far, for its descriptions
   */
  static String text(String written) {
    return new RulesSchema(new ObjectMapper().readTree(written)).text();
  }

  private String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Rules of milvus-retention");
    schema.putAll(
        keys(Map.of("retention", section(Keys.TOP, written, List.of("clusters", "policies")))));
    schema.put("required", List.of("retention"));
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static Map<String, Object> section(Keys keys, JsonNode before, List<String> required) {
    Map<String, Object> properties = new LinkedHashMap<>();
    keys.names()
        .forEach(
            key -> properties.put(key, described(keys, key, before.path("properties").path(key))));
    Map<String, Object> section = keys(properties);
    section.put("required", required);
    return section;
  }

  /** What variables set is missing in the file, so that an editor requires nothing of a section. */
  private static Map<String, Object> named(Keys keys, JsonNode before) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("type", "object");
    named.put(
        "patternProperties",
        Map.of(NAME, section(keys, before.path("patternProperties").path(NAME), List.of())));
    named.put("additionalProperties", false);
    return named;
  }

  private static Map<String, Object> keys(Map<String, Object> properties) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", "object");
    keys.put("properties", properties);
    keys.put("additionalProperties", false);
    return keys;
  }

  private static Map<String, Object> described(Keys keys, String key, JsonNode before) {
    RecordComponent component = keys.component(key);
    Key about = component.getAnnotation(Key.class);
    String[] range = about == null ? new String[0] : about.range();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("description", description(range, before.path("description").asString("")));
    defaultValue(component)
        .ifPresent(
            text ->
                described.put(
                    "default",
                    component.getType() == int.class
                        ? Integer.valueOf(text)
                        : component.getType() == boolean.class ? Boolean.valueOf(text) : text));
    Keys beneath = keys.beneath().get(key);
    if (beneath != null) {
      described.putAll(
          beneath.named().isEmpty() ? section(beneath, before, List.of()) : named(beneath, before));
    } else {
      described.putAll(type(component.getType(), range));
    }
    return described;
  }

  /** Spring Boot's annotation stands at the parameter of the constructor. */
  private static Optional<String> defaultValue(RecordComponent component) {
    return Stream.of(component.getDeclaringRecord().getDeclaredConstructors()[0].getParameters())
        .filter(parameter -> parameter.getName().equals(component.getName()))
        .map(parameter -> parameter.getAnnotation(DefaultValue.class))
        .filter(value -> value != null && value.value().length > 0)
        .map(value -> value.value()[0])
        .findFirst();
  }

  private static String description(String[] range, String before) {
    String plain = before.replaceAll(" From \\w+ to \\w+\\.$", "");
    return range.length == 0 ? plain : plain + " From " + range[0] + " to " + range[1] + ".";
  }

  private static Map<String, Object> type(Class<?> type, String[] range) {
    if (type == List.class) {
      Map<String, Object> list = new LinkedHashMap<>();
      list.put("type", "array");
      list.put("minItems", 1);
      list.put("items", anyText());
      return Map.of("anyOf", List.of(list, anyText()));
    }
    if (type == int.class) {
      Map<String, Object> number = new LinkedHashMap<>();
      number.put("type", "integer");
      number.put("minimum", Integer.valueOf(range[0]));
      number.put("maximum", Integer.valueOf(range[1]));
      return Map.of("anyOf", List.of(number, matching("^[0-9]+$")));
    }
    if (type == boolean.class) {
      return Map.of("anyOf", List.of(Map.of("type", "boolean"), matching("^(true|false)$")));
    }
    String pattern =
        Map.of(
                Duration.class, "^([0-9]+(ns|us|ms|s|m|h|d)|[Pp].+)$",
                Keep.class, "^[Pp]",
                LocalTime.class, "^[0-9]{2}:[0-9]{2}$",
                Share.class, "%$")
            .getOrDefault(type, "");
    return pattern.isEmpty() ? anyText() : matching(pattern);
  }

  private static Map<String, Object> anyText() {
    return Map.of("type", List.of("string", "number", "boolean"));
  }

  private static Map<String, Object> matching(String pattern) {
    Map<String, Object> matching = new LinkedHashMap<>();
    matching.put("type", "string");
    matching.put("pattern", pattern + "|" + PLACEHOLDER);
    return matching;
  }
}
