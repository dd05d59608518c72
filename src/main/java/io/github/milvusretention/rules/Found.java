package io.github.milvusretention.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * A value as it stands in the property source that wins.
 *
 * @param place {@code [0]} and so on for an element of a list, otherwise empty
 * @param raw text, or what YAML made of it
 * @param variable the environment variable it came from, or null
 */
record Found(String place, Object raw, @Nullable String variable) {

  /** Never prints the value, which may be a token. */
  @Override
  public String toString() {
    return "a value" + place + (variable == null ? "" : " of " + variable);
  }

  /**
   * The value of one key: none, one, or for a list that is written as a list each element. A source
   * overrides a list as a whole, as everywhere in Spring Boot.
   */
  static List<Found> in(
      Iterable<ConfigurationPropertySource> sources, ConfigurationPropertyName name, boolean list) {
    for (ConfigurationPropertySource source : sources) {
      List<Found> found = in(source, name, list);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static List<Found> in(
      ConfigurationPropertySource source, ConfigurationPropertyName name, boolean list) {
    ConfigurationProperty whole = source.getConfigurationProperty(name);
    List<Found> elements = new ArrayList<>();
    if (whole != null && whole.getValue() instanceof Collection<?> values) {
      values.forEach(v -> elements.add(of("[" + elements.size() + "]", v, whole)));
      return elements;
    }
    if (whole != null) {
      return List.of(of("", whole.getValue(), whole));
    }
    ConfigurationProperty element = list ? at(source, name, 0) : null;
    while (element != null) {
      elements.add(of("[" + elements.size() + "]", element.getValue(), element));
      element = at(source, name, elements.size());
    }
    return elements;
  }

  private static @Nullable ConfigurationProperty at(
      ConfigurationPropertySource source, ConfigurationPropertyName name, int place) {
    return source.getConfigurationProperty(name.append("[" + place + "]"));
  }

  private static Found of(String place, Object raw, ConfigurationProperty property) {
    String variable =
        property.getOrigin() instanceof PropertySourceOrigin origin
                && origin.getPropertySource() instanceof SystemEnvironmentPropertySource
            ? origin.getPropertyName()
            : null;
    return new Found(place, raw, variable);
  }
}
