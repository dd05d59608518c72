package io.github.milvusretention.rules;

import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import io.github.milvusretention.rules.yaml.Yaml.Entry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One cluster, one policy, a part of a policy, or the top of the rules.
 *
 * @param path for example {@code retention.policies.logs}
 * @param place of its name
 * @param values by key, one or more; only those that are written
 * @param sections by key; only those of which something is written
 * @param named what is written for the keys that have names beneath them, by key
 */
record Section(
    String name,
    String path,
    Place place,
    Keys keys,
    Map<String, List<Text>> values,
    Map<String, Section> sections,
    Map<String, Entry> named) {
  Section(String name, String path, Place place, Keys keys) {
    this(name, path, place, keys, new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>());
  }

  String at(String key) {
    return path + "." + key;
  }
}
