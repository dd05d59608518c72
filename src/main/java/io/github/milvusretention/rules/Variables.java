package io.github.milvusretention.rules;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Environment variables that override single values of the file, under the names that Spring Boot
 * reads. Those that look as if they did and do not are reported. Not all that begin with RETENTION_
 * are rules, so only those of clusters and policies are looked at.
 */
final class Variables {
  private static final List<String> OURS = List.of("RETENTIONPOLIC", "RETENTIONCLUSTER");

  private final ConfigurationPropertySource source;
  private final List<String> names;

  /** Each variable that was read, with the keys it was read for. */
  private final Map<String, Set<String>> read = new HashMap<>();

  /** The spelling without dashes of everything that could be set, by its letters and digits. */
  private final Map<String, String> possible = new TreeMap<>();

  Variables(SystemEnvironmentPropertySource variables) {
    source = Objects.requireNonNull(ConfigurationPropertySource.from(variables));
    names = List.of(variables.getPropertyNames());
  }

  /** What variables set for this key, taken literally: nothing, one text, or a list by places. */
  List<Text> find(Section section, String key) {
    String variable =
        Stream.of(section.at(key).split("\\.")).map(Variables::letters).collect(joining("_"));
    possible.put(letters(variable), variable);
    List<Text> found = new ArrayList<>();
    ConfigurationPropertyName name = ConfigurationPropertyName.adapt(section.at(key), '.');
    Text whole = text(section.at(key), name);
    if (whole != null) {
      found.add(whole);
    } else if (section.keys().isList(key)) {
      Text next = element(section.at(key), name, 0);
      while (next != null) {
        found.add(next);
        next = element(section.at(key), name, found.size());
      }
    }
    return found;
  }

  private @Nullable Text element(String key, ConfigurationPropertyName name, int place) {
    return text(key + "[" + place + "]", name.append("[" + place + "]"));
  }

  private @Nullable Text text(String key, ConfigurationPropertyName name) {
    ConfigurationProperty property = source.getConfigurationProperty(name);
    if (property == null || !(property.getOrigin() instanceof PropertySourceOrigin origin)) {
      return null;
    }
    String variable = origin.getPropertyName();
    read.computeIfAbsent(upper(variable), v -> new TreeSet<>()).add(key.replaceAll("\\[.*", ""));
    return Text.of(key, String.valueOf(property.getValue()), Place.variable(variable));
  }

  /** To be asked once everything that could be set has been looked for. */
  void check(Mistakes mistakes) {
    names.stream()
        .filter(name -> OURS.stream().anyMatch(letters(name)::startsWith))
        .forEach(name -> check(name, mistakes));
  }

  private void check(String variable, Mistakes mistakes) {
    Set<String> keys = read.getOrDefault(upper(variable), Set.of());
    if (keys.isEmpty()) {
      mistakes.add(Place.variable(variable), "", "", "sets nothing", cure(variable));
    } else if (keys.size() > 1) {
      mistakes.add(
          Place.variable(variable),
          "",
          "",
          "sets " + String.join(" and ", keys),
          "write it with no _ within the name and none within the key");
    }
  }

  private String cure(String variable) {
    String letters = letters(variable);
    String known = possible.get(letters.replaceAll("[0-9]+$", ""));
    if (possible.containsKey(letters)) {
      return "write " + possible.get(letters) + ", once";
    }
    if (known != null) {
      return "write %1$s_0, %1$s_1 and so on without a gap, or %1$s alone".formatted(known);
    }
    return Closest.to(letters, possible.keySet())
        .map(closest -> "did you mean " + possible.get(closest) + "?")
        .orElse(
            "name a policy or cluster of the file: RETENTION_POLICIES_NAME_KEY or"
                + " RETENTION_CLUSTERS_NAME_KEY, the name and the key without - and _");
  }

  private static String letters(String variable) {
    return upper(Keys.uniform(variable));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
