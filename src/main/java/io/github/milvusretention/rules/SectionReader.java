package io.github.milvusretention.rules;

import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Yaml;
import io.github.milvusretention.rules.yaml.Yaml.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads the sections of the file. Reports keys that are not known or written twice, names that
 * cannot be used, and whatever stands in a place that is not its own.
 */
record SectionReader(Yaml yaml, ValueReader values, Mistakes mistakes) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  /** Puts into the section what is written of it, and whatever variables override there. */
  void read(Section section, List<Entry> entries) {
    Keys keys = section.keys();
    Map<String, Entry> written = known(section, entries);
    values.read(section, written);
    keys.beneath()
        .forEach(
            (key, beneath) -> {
              if (beneath.named().isEmpty()) {
                readSection(section, key, beneath, written.get(key));
              } else {
                readNamed(section, key, beneath, written.get(key));
              }
            });
  }

  private Map<String, Entry> known(Section section, List<Entry> entries) {
    Map<String, Entry> known = new HashMap<>();
    for (Entry entry : entries) {
      boolean cut = entry.key().endsWith(Entry.CUT);
      Optional<String> key = cut ? Optional.empty() : section.keys().find(entry.key());
      if (key.isEmpty()) {
        String cure = cut ? "write a blank after the :" : section.keys().cure(entry.key());
        mistakes.add(entry.place(), section.at(entry.key()), "is not a known key", cure);
        continue;
      }
      Entry other = known.putIfAbsent(key.get(), entry);
      if (other != null) {
        String problem = "is written twice, as " + other.key() + " and as " + entry.key();
        mistakes.add(entry.place(), section.at(key.get()), problem, "keep one of them");
      }
    }
    return known;
  }

  /** Keys beneath a key; none of them is missed if nothing is written of them. */
  private void readSection(Section within, String key, Keys keys, @Nullable Entry written) {
    Place place = written == null ? within.place() : written.place();
    Section section = new Section(key, within.at(key), place, keys);
    List<Entry> entries =
        written == null ? List.of() : beneath(written, section.path(), keys.listed());
    if (!entries.isEmpty() || values.areSetByVariables(section.path(), keys)) {
      within.sections().put(key, section);
      read(section, entries);
    } else if (written != null && !mistakes.on(section.path())) {
      refuseEmpty(section);
    }
  }

  /** All that have a name beneath a key, such as the clusters. */
  private void readNamed(Section within, String key, Keys keys, @Nullable Entry written) {
    String path = within.at(key);
    boolean required = within.keys().isRequired(key);
    String cure = "write the name of each " + keys.named() + " beneath it";
    List<Entry> entries = written == null ? List.of() : beneath(written, path, cure);
    if (entries.isEmpty() && (written != null || required) && !mistakes.on(path)) {
      Place place = written == null ? within.place() : written.place();
      String write = required ? "write " + within.keys().example(key) : cure;
      mistakes.add(place, path, "names no " + keys.named(), write);
    }
    List<Section> sections = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (Entry entry : entries) {
      Section section = new Section(entry.key(), path + "." + entry.key(), entry.place(), keys);
      checkName(section, names);
      sections.add(section);
      List<Entry> keysOfIt = beneath(entry, section.path(), keys.listed());
      if (!keysOfIt.isEmpty()) {
        read(section, keysOfIt);
      } else if (Yaml.isBlank(entry.value()) || entry.value() instanceof MappingNode) {
        refuseEmpty(section);
      }
    }
    within.named().put(key, sections);
  }

  private void refuseEmpty(Section section) {
    mistakes.add(
        section.place(), section.path(), "has no keys beneath it", section.keys().listed());
  }

  /** The keys beneath an entry; none, with a mistake unless it is left empty, if it has no keys. */
  List<Entry> beneath(Entry entry, String path, String cure) {
    if (entry.value() instanceof MappingNode keys) {
      return yaml.entries(keys);
    }
    if (!Yaml.isBlank(entry.value())) {
      String problem = "has " + Yaml.kind(entry.value()) + " where keys belong";
      mistakes.add(yaml.place(entry.value()), path, problem, cure);
    }
    return List.of();
  }

  private void checkName(Section section, Map<String, String> names) {
    String name = section.name();
    if (!name.matches(NAME)) {
      mistakes.add(
          section.place(),
          section.path(),
          "\"" + name + "\" is not a name that can be used",
          "use letters, digits, - and _, at most 100, a letter or digit first");
      return;
    }
    String other = names.putIfAbsent(Keys.uniform(name), name);
    if (other != null) {
      String why = ", for - and _ and capital letters do not tell names apart";
      String problem = "is the same name as " + other + why;
      mistakes.add(section.place(), section.path(), problem, "rename one of them");
    }
  }
}
