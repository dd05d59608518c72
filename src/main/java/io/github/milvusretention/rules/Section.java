package io.github.milvusretention.rules;

import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is written of one cluster, one policy, a part of a policy, or the top of the rules.
 *
 * @param path for example {@code retention.policies.logs}
 * @param place of its name
 * @param values by key, one or more; only those that are written
 * @param sections by key, those without a name of their own; only those of which something is
 *     written
 * @param named by key, those with names beneath it, in the order of the file
 */
record Section(
    String name,
    String path,
    Place place,
    Keys keys,
    Map<String, List<Text>> values,
    Map<String, Section> sections,
    Map<String, List<Section>> named) {
  Section(String name, String path, Place place, Keys keys) {
    this(name, path, place, keys, new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  String at(String key) {
    return path + "." + key;
  }

  List<Section> named(String key) {
    return named.getOrDefault(key, List.of());
  }

  static List<String> names(List<Section> sections) {
    return sections.stream().map(Section::name).toList();
  }
}
