package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import io.github.milvusretention.rules.yaml.Yaml;
import io.github.milvusretention.rules.yaml.Yaml.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads sections of the file, with what variables override in them. Reports whatever stands in a
 * place that is not its own, and what is missing.
 */
record SectionReader(
    Yaml yaml, Variables variables, Placeholders placeholders, Mistakes mistakes, Secrets secrets) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  /** Puts the values into the section, and what is written for the keys that have names beneath. */
  void read(Section section, List<Entry> written) {
    Map<String, Entry> known = new HashMap<>();
    for (Entry entry : written) {
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
    section.keys().values().forEach(key -> readValue(section, key, known.get(key)));
    section.keys().values().forEach(key -> refuseMissing(section, key));
    section
        .keys()
        .sections()
        .forEach((key, keys) -> readSection(section, key, keys, known.get(key)));
    known.keySet().retainAll(section.keys().maps());
    section.named().putAll(known);
  }

  /** Keys beneath a key; none of them is missed if nothing is written of them. */
  private void readSection(Section within, String key, Keys keys, @Nullable Entry written) {
    String path = within.at(key);
    Place place = written == null ? within.place() : written.place();
    Section section = new Section(key, path, place, keys);
    List<Entry> entries = written == null ? List.of() : beneath(written, path, keys.listed());
    if (!entries.isEmpty() || isSetByVariables(path, keys)) {
      within.sections().put(key, section);
      read(section, entries);
    } else if (written != null && !mistakes.on(path)) {
      mistakes.add(place, path, "has no keys beneath it", keys.listed());
    }
  }

  private boolean isSetByVariables(String path, Keys keys) {
    // Each is asked for, also when one is found: what nobody asks for counts as a mistake.
    boolean set = false;
    for (String key : keys.values()) {
      set |= !variables.find(path + "." + key, keys.isList(key)).isEmpty();
    }
    for (Map.Entry<String, Keys> beneath : keys.sections().entrySet()) {
      set |= isSetByVariables(path + "." + beneath.getKey(), beneath.getValue());
    }
    return set;
  }

  /**
   * All that have a name beneath a key, such as the clusters, in the order of the file.
   *
   * @param keys of each
   */
  List<Section> readAll(Section top, String key, Keys keys) {
    String path = top.at(key);
    Entry all = top.named().get(key);
    String cure = "write the name of each " + keys.one() + " beneath it";
    List<Entry> entries = all == null ? List.of() : beneath(all, path, cure);
    boolean needed = all != null || top.keys().isRequired(key);
    if (entries.isEmpty() && needed && !mistakes.on(path)) {
      Place place = all == null ? top.place() : all.place();
      String write = top.keys().isRequired(key) ? "write " + top.keys().example(key) : cure;
      mistakes.add(place, path, "names no " + keys.one(), write);
    }
    List<Section> sections = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (Entry entry : entries) {
      Section section = new Section(entry.key(), path + "." + entry.key(), entry.place(), keys);
      checkName(section, names);
      sections.add(section);
      List<Entry> written = beneath(entry, section.path(), keys.listed());
      if (!written.isEmpty()) {
        read(section, written);
      } else if (Yaml.isBlank(entry.value()) || entry.value() instanceof MappingNode) {
        mistakes.add(section.place(), section.path(), "has no keys beneath it", keys.listed());
      }
    }
    return sections;
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

  private void readValue(Section section, String key, @Nullable Entry written) {
    String path = section.at(key);
    boolean list = section.keys().isList(key);
    boolean optional = secrets == Secrets.IF_SET && section.keys().isSecret(key);
    List<Text> texts = variables.find(path, list);
    if (texts.isEmpty() && written != null && !(optional && isUnset(written.value()))) {
      texts = read(path, list, written.value());
    }
    List<Text> usable = new ArrayList<>();
    for (Text text : list ? split(path, texts) : texts) {
      if (text.value().isBlank()) {
        if (optional) {
          continue;
        }
        String problem = list && text.key().equals(path) ? "is an empty list" : "is empty";
        mistakes.add(text, problem, section.keys().cureIfEmpty(key));
      } else {
        usable.add(text);
      }
    }
    if (!usable.isEmpty()) {
      section.values().put(key, usable);
    }
  }

  /** Whether it stands for a variable that has no value. */
  private boolean isUnset(Node node) {
    try {
      return node instanceof ScalarNode scalar && placeholders.replace(scalar.getValue()).isBlank();
    } catch (RuleException e) {
      return true;
    }
  }

  private List<Text> read(String path, boolean list, Node node) {
    if (node instanceof ScalarNode scalar) {
      return expand(path, scalar).stream().toList();
    }
    List<Node> items = list && node instanceof SequenceNode some ? some.getValue() : List.of(node);
    for (Node item : items) {
      if (!(item instanceof ScalarNode)) {
        String takes = list ? "takes a list of texts, not " : "takes one value, not ";
        String cure = list ? "write [\"…\", \"…\"]" : "write one value after it";
        mistakes.add(yaml.place(item), path, takes + Yaml.kind(item), cure);
        return List.of();
      }
    }
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      expand(path + "[" + i + "]", (ScalarNode) items.get(i)).ifPresent(texts::add);
    }
    return items.isEmpty() ? List.of(Text.of(path, "", yaml.place(node))) : texts;
  }

  /** Empty, with a mistake, if a placeholder has no value. */
  private Optional<Text> expand(String path, ScalarNode scalar) {
    Text written = Text.of(path, scalar.getValue(), yaml.place(scalar));
    return mistakes.check(written, raw -> written.withValue(placeholders.replace(raw)));
  }

  /** A list in one text: a variable has no other way than commas. */
  private static List<Text> split(String path, List<Text> texts) {
    if (texts.size() != 1 || !texts.get(0).key().equals(path) || texts.get(0).value().isBlank()) {
      return texts;
    }
    Text whole = texts.get(0);
    List<Text> parts = new ArrayList<>();
    for (String part : whole.value().split(",", -1)) {
      parts.add(new Text(path + "[" + parts.size() + "]", whole.written(), part, whole.place()));
    }
    return parts;
  }

  private void refuseMissing(Section section, String key) {
    boolean nothing = section.values().isEmpty() && mistakes.on(section.path());
    boolean optional = secrets == Secrets.IF_SET && section.keys().isSecret(key);
    if (section.keys().isRequired(key)
        && !optional
        && !section.values().containsKey(key)
        && !nothing
        && !mistakes.on(section.at(key))) {
      mistakes.add(section.place(), section.at(key), "is missing", section.keys().cureIfEmpty(key));
    }
  }
}
