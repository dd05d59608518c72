package io.github.milvusretention.rules;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** A cluster or policy that the file names. */
record Named(Kind kind, String name) {
  private static final String VALID = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  /** Job parameters, database keys and environment variables carry the name. */
  boolean valid() {
    return name.matches(VALID);
  }

  /** Whether Spring Boot can look up the keys beneath it, however odd the name. */
  boolean readable() {
    return !KeyPath.uniform(name).isEmpty();
  }

  String path() {
    return kind.path(name);
  }

  ConfigurationPropertyName property(String key) {
    return ConfigurationPropertyName.adapt(path() + "." + key, '.');
  }
}
