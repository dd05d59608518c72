package io.github.milvusretention.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/** Every value that is written for a known key, looked up as Spring Boot does. */
final class Values {
  private final Iterable<ConfigurationPropertySource> sources;
  private final Placeholders placeholders;
  private final Map<String, Text> texts = new LinkedHashMap<>();
  private final Map<String, String> bindable = new LinkedHashMap<>();

  Values(Iterable<ConfigurationPropertySource> sources, Placeholders placeholders) {
    this.sources = sources;
    this.placeholders = placeholders;
  }

  void read(Named named) {
    String bound = named.kind().path() + "[" + named.name() + "].";
    for (String key : named.kind().keys().names()) {
      boolean list = named.kind().keys().isList(key);
      read(new Target(named.path() + "." + key, key, bound + key, list), named.property(key));
    }
  }

  void readTop(String key) {
    String path = "retention." + key;
    read(new Target(path, key, path, false), ConfigurationPropertyName.of(path));
  }

  /** What is written there; the elements of a list have their places in the path. */
  Optional<Text> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** For Spring Boot's binder: names in brackets, so that it keeps them as they are. */
  Map<String, String> bindable() {
    return bindable;
  }

  private void read(Target target, ConfigurationPropertyName name) {
    for (Found found : Found.in(sources, name, target.list())) {
      if (target.list() && found.place().isEmpty()) {
        readList(target, found);
      } else {
        put(
            target,
            found.place(),
            placeholders.replace(target.path() + found.place(), target.key(), found));
      }
    }
  }

  /** A list in one value: an environment variable has no other way than commas. */
  private void readList(Target target, Found found) {
    Text whole = placeholders.replace(target.path(), target.key(), found);
    if (whole.value().isBlank()) {
      put(target, "", whole);
      return;
    }
    String[] elements = whole.value().split(",", -1);
    for (int i = 0; i < elements.length; i++) {
      put(target, "[" + i + "]", new Text(whole.written(), elements[i].strip(), whole.variable()));
    }
  }

  private void put(Target target, String place, Text text) {
    texts.put(target.path() + place, text);
    bindable.put(target.bound() + place, text.value());
  }

  private record Target(String path, String key, String bound, boolean list) {}
}
