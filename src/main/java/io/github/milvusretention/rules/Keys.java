package io.github.milvusretention.rules;

import io.github.milvusretention.rules.values.Closest;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.ResolvableType;

/**
 * The keys that are known in one place of the rules, and those beneath them, read off {@link
 * RulesFile}.
 */
final class Keys {
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]");

  /** Before the keys that are made with it. */
  static final Keys TOP = new Keys("", RulesFile.class);

  static final Keys POLICY = TOP.beneath("policies");

  private final String named;
  private final Map<String, RecordComponent> components = new LinkedHashMap<>();
  private final Map<String, String> byUniform = new HashMap<>();
  private final Map<String, Keys> beneath = new LinkedHashMap<>();

  /**
   * @param named what has these keys, if it has a name; otherwise empty
   */
  private Keys(String named, Class<?> section) {
    this.named = named;
    Parameter[] parameters = section.getDeclaredConstructors()[0].getParameters();
    for (int i = 0; i < parameters.length; i++) {
      RecordComponent component = section.getRecordComponents()[i];
      // No component of a record may be called notify.
      Name name = parameters[i].getAnnotation(Name.class);
      String key =
          name == null ? DataObjectPropertyName.toDashedForm(component.getName()) : name.value();
      components.put(key, component);
      byUniform.put(uniform(key), key);
      // Of a map from names, the type of what has the name.
      Class<?> type =
          ResolvableType.forType(component.getGenericType())
              .asMap()
              .getGeneric(1)
              .resolve(component.getType());
      if (type.getEnclosingClass() == RulesFile.class) {
        Key about = about(key);
        beneath.put(key, new Keys(about == null ? "" : about.named(), type));
      }
    }
  }

  /** As Spring Boot compares names: letters and digits, upper case or lower. */
  static String uniform(String text) {
    return OTHERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** What has a name and these keys, such as "cluster"; empty if it has none. */
  String named() {
    return named;
  }

  /** In the order in which they are declared. */
  Set<String> names() {
    return components.keySet();
  }

  /** Those with a value; the others have keys, or names with keys, beneath them. */
  List<String> values() {
    return names().stream().filter(key -> !beneath.containsKey(key)).toList();
  }

  /** By key the keys beneath it, or beneath each name beneath it. */
  Map<String, Keys> beneath() {
    return beneath;
  }

  Keys beneath(String key) {
    return Objects.requireNonNull(beneath.get(key), key);
  }

  RecordComponent component(String key) {
    return Objects.requireNonNull(components.get(key), key);
  }

  private @Nullable Key about(String key) {
    return component(key).getAnnotation(Key.class);
  }

  boolean isList(String key) {
    return component(key).getType() == List.class;
  }

  /** What could be written; empty for a key that may be left out. */
  String example(String key) {
    Key about = about(key);
    return about == null ? "" : about.example();
  }

  boolean isRequired(String key) {
    return !example(key).isEmpty();
  }

  boolean isSecret(String key) {
    Key about = about(key);
    return about != null && about.secret();
  }

  /** What to do about a key that has no value. */
  String cureIfEmpty(String key) {
    return isRequired(key)
        ? "write " + key + ": " + example(key)
        : "write a value, or delete the line";
  }

  /** The key that Spring Boot would read for this spelling, for example {@code keepNewest}. */
  Optional<String> find(String spelling) {
    return Optional.ofNullable(byUniform.get(uniform(spelling)));
  }

  /** What to do about a key that is not known here. */
  String cure(String spelling) {
    return Closest.didYouMean(spelling, names(), listed());
  }

  String listed() {
    return "the keys here are " + String.join(", ", names());
  }
}
