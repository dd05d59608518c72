package io.github.milvusretention.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Where values come from: environment variables, which only override, and everything else. */
final class Sources {
  private final Iterable<ConfigurationPropertySource> all;
  private final List<EnumerablePropertySource<?>> files = new ArrayList<>();
  private final List<PropertySource<?>> environment = new ArrayList<>();
  private final Set<String> variables = new TreeSet<>();

  Sources(ConfigurableEnvironment environment) {
    this.all = ConfigurationPropertySources.from(environment.getPropertySources());
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof SystemEnvironmentPropertySource fromVariables) {
        this.environment.add(fromVariables);
        variables.addAll(List.of(fromVariables.getPropertyNames()));
      } else if (source instanceof EnumerablePropertySource<?> enumerable) {
        files.add(enumerable);
      }
    }
    // Spring has first what overrides. The last is the file, and the file spells the names.
    Collections.reverse(files);
  }

  /** As Spring Boot looks values up, the source that overrides all others first. */
  Iterable<ConfigurationPropertySource> all() {
    return all;
  }

  /** All but the environment, what overrides last. */
  List<EnumerablePropertySource<?>> files() {
    return files;
  }

  /** The environment variables, as Spring Boot looks values up. */
  Iterable<ConfigurationPropertySource> environment() {
    return ConfigurationPropertySources.from(environment);
  }

  /** The names of all environment variables. */
  Set<String> variables() {
    return variables;
  }
}
