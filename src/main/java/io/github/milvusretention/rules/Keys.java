package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.ClusterKeys;
import io.github.milvusretention.rules.RulesFile.ConsoleKeys;
import io.github.milvusretention.rules.RulesFile.ContentCheckKeys;
import io.github.milvusretention.rules.RulesFile.HoldKeys;
import io.github.milvusretention.rules.RulesFile.NotifyKeys;
import io.github.milvusretention.rules.RulesFile.OidcKeys;
import io.github.milvusretention.rules.RulesFile.OidcRoleKeys;
import io.github.milvusretention.rules.RulesFile.PolicyKeys;
import io.github.milvusretention.rules.RulesFile.TokenKeys;
import io.github.milvusretention.rules.RulesFile.UserKeys;
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
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;

/** The keys that are known in one place of the rules, read off {@link RulesFile}. */
final class Keys {
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]");

  /** Before the keys that are made with it. */
  private static final Set<Class<?>> SECTIONS = 
      Set.of(ContentCheckKeys.class, ConsoleKeys.class, OidcKeys.class, OidcRoleKeys.class);

  static final Keys TOP = new Keys("", RulesFile.class);
  static final Keys CLUSTER = new Keys("cluster", ClusterKeys.class);
  static final Keys POLICY = new Keys("policy", PolicyKeys.class);
  static final Keys HOLD = new Keys("hold", HoldKeys.class);
  static final Keys NOTIFY = new Keys("target", NotifyKeys.class);
  static final Keys USER = new Keys("user", UserKeys.class);
  static final Keys TOKEN = new Keys("token", TokenKeys.class);

  private final String one;

  private final Map<String, RecordComponent> components = new LinkedHashMap<>();
  private final Map<String, String> byUniform = new HashMap<>();
  private final Map<String, Keys> sections = new LinkedHashMap<>();

  /**
   * @param one what has these keys, if it has a name; otherwise empty
   */
  private Keys(String one, Class<? extends Record> section) {
    this.one = one;
    Parameter[] parameters = section.getDeclaredConstructors()[0].getParameters();
    for (int i = 0; i < parameters.length; i++) {
      RecordComponent component = section.getRecordComponents()[i];
      // No component of a record may be called notify.
      Name name = parameters[i].getAnnotation(Name.class);
      String key =
          name == null ? DataObjectPropertyName.toDashedForm(component.getName()) : name.value();
      components.put(key, component);
      byUniform.put(uniform(key), key);
      if (SECTIONS.contains(component.getType())) {
        sections.put(key, new Keys("", component.getType().asSubclass(Record.class)));
      }
    }
  }

  /** As Spring Boot compares names: letters and digits, upper case or lower. */
  static String uniform(String text) {
    return OTHERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** Such as "cluster": what has a name and these keys. */
  String one() {
    return one;
  }

  /** In the order in which they are declared. */
  Set<String> names() {
    return components.keySet();
  }

  /** Those with a value; the others have names, of clusters and the like, or keys beneath them. */
  List<String> values() {
    return names().stream()
        .filter(key -> !maps().contains(key) && !sections.containsKey(key))
        .toList();
  }

  /** Those with names beneath them. */
  List<String> maps() {
    return names().stream().filter(key -> component(key).getType() == Map.class).toList();
  }

  /** Those with keys of their own beneath them. */
  Map<String, Keys> sections() {
    return sections;
  }

  RecordComponent component(String key) {
    return Objects.requireNonNull(components.get(key), key);
  }

  boolean isList(String key) {
    return component(key).getType() == List.class;
  }

  /** What could be written; empty for a key that may be left out. */
  String example(String key) {
    Key about = component(key).getAnnotation(Key.class);
    return about == null ? "" : about.example();
  }

  boolean isRequired(String key) {
    return !example(key).isEmpty();
  }

  boolean isSecret(String key) {
    Key about = component(key).getAnnotation(Key.class);
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
