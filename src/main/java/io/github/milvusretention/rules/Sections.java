package io.github.milvusretention.rules;

import io.github.milvusretention.rules.Node.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sections that the file names, in its order. Reports whatever stands in a place that is not
 * its own.
 */
final class Sections {
  private static final String TOP = "retention";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  private final List<Section> clusters = new ArrayList<>();
  private final List<Section> policies = new ArrayList<>();
  private final Section top;
  private final Values values;
  private final Mistakes mistakes;

  private Sections(Place place, Values values, Mistakes mistakes) {
    this.top = new Section(TOP, TOP, place, Keys.TOP, mistakes);
    this.values = values;
    this.mistakes = mistakes;
  }

  /**
   * Throws {@link RulesException} where there is no retention: to look into.
   *
   * @param root null for a file that holds nothing
   */
  static Sections read(String file, @Nullable Node root, Values values, Mistakes mistakes) {
    Place whole = Place.file(file);
    String cure = "begin with retention: and write clusters: and policies: beneath it";
    if (root == null || (root instanceof Node.Scalar scalar && scalar.text().isBlank())) {
      throw RulesException.at(whole, "is empty", cure);
    }
    if (!(root instanceof Node.Keys keys)) {
      throw RulesException.at(root.place(), "is " + root.kind() + ", not keys", cure);
    }
    Entry retention =
        keys.entries().stream()
            .filter(entry -> entry.key().equalsIgnoreCase(TOP))
            .findFirst()
            .orElseThrow(() -> RulesException.at(whole, "has no retention: at its top", cure));
    for (Entry entry : keys.entries()) {
      if (!entry.equals(retention)) {
        mistakes.add(
            entry.place(),
            entry.key(),
            "",
            "is not a key of the rules",
            "what is meant for Spring Boot goes into config/application.yaml; rules stand beneath"
                + " retention:");
      }
    }
    Sections sections = new Sections(retention.place(), values, mistakes);
    sections.readTop(retention);
    return sections;
  }

  Section top() {
    return top;
  }

  List<Section> clusters() {
    return clusters;
  }

  List<Section> policies() {
    return policies;
  }

  private void readTop(Entry retention) {
    List<Entry> written = keys(retention, TOP, "write clusters: and policies: beneath it");
    if (mistakes.on(TOP)) {
      return;
    }
    Map<String, Entry> known = known(top, written);
    for (String key : List.of("lease-time", "clock-tolerance")) {
      values.read(top, key, Optional.ofNullable(known.get(key)).map(Entry::value));
    }
    readNames(
        "cluster",
        Optional.ofNullable(known.get("clusters")),
        "write a name beneath it with uri: http://localhost:19530",
        Keys.CLUSTER,
        clusters);
    readNames(
        "policy",
        Optional.ofNullable(known.get("policies")),
        "write a name beneath it with cluster, collections, partitions and keep",
        Keys.POLICY,
        policies);
  }

  private void readNames(
      String singular, Optional<Entry> written, String example, Keys keys, List<Section> sections) {
    String path = TOP + "." + (keys == Keys.CLUSTER ? "clusters" : "policies");
    String cure = "write the name of each " + singular + " beneath it";
    List<Entry> entries = written.map(entry -> keys(entry, path, cure)).orElse(List.of());
    if (entries.isEmpty() && !mistakes.on(path)) {
      Place place = written.map(Entry::place).orElse(top.place());
      mistakes.add(place, path, "", "names no " + singular, example);
    }
    Map<String, String> names = new HashMap<>();
    for (Entry entry : entries) {
      Section section =
          new Section(entry.key(), path + "." + entry.key(), entry.place(), keys, mistakes);
      checkName(section, names);
      sections.add(section);
      readSection(section, entry);
    }
  }

  private void checkName(Section section, Map<String, String> names) {
    String name = section.name();
    if (!name.matches(NAME)) {
      mistakes.add(
          section.place(),
          section.path(),
          name,
          "\"" + name + "\" is not a name that can be used",
          "use letters, digits, - and _, at most 100, a letter or digit first");
      return;
    }
    // A variable could not tell them apart.
    String other = names.putIfAbsent(Keys.uniform(name), name);
    if (other != null) {
      mistakes.add(
          section.place(),
          section.path(),
          "",
          "is the same name as "
              + other
              + ", for - and _ and capital letters do not tell names apart",
          "rename one of them");
    }
  }

  private void readSection(Section section, Entry entry) {
    String cure = section.keys().listed();
    List<Entry> written = keys(entry, section.path(), cure);
    if (written.isEmpty()) {
      if (!(entry.value() instanceof Node.Items)) {
        mistakes.add(section.place(), section.path(), "", "has no keys beneath it", cure);
      }
      return;
    }
    Map<String, Entry> known = known(section, written);
    for (String key : section.keys().names()) {
      values.read(section, key, Optional.ofNullable(known.get(key)).map(Entry::value));
    }
  }

  /** The keys that mean something, by their names. */
  private Map<String, Entry> known(Section section, List<Entry> written) {
    Map<String, Entry> known = new HashMap<>();
    for (Entry entry : written) {
      boolean cut = entry.key().endsWith(Entry.CUT);
      Optional<String> key = cut ? Optional.empty() : section.keys().find(entry.key());
      if (key.isEmpty()) {
        mistakes.add(
            entry.place(),
            section.at(entry.key()),
            "",
            "is not a known key",
            cut ? "write a blank after the :" : section.keys().cure(entry.key()));
        continue;
      }
      Entry other = known.putIfAbsent(key.get(), entry);
      if (other != null) {
        mistakes.add(
            entry.place(),
            section.at(key.get()),
            "",
            "is written twice, as " + other.key() + " and as " + entry.key(),
            "keep one of them");
      }
    }
    return known;
  }

  /** What stands beneath a key; nothing, with a mistake unless it is left empty, if not keys. */
  private List<Entry> keys(Entry entry, String path, String cure) {
    if (entry.value() instanceof Node.Keys keys) {
      return keys.entries();
    }
    if (!(entry.value() instanceof Node.Scalar scalar && scalar.text().isBlank())) {
      mistakes.add(
          entry.value().place(),
          path,
          "",
          "has " + entry.value().kind() + " where keys belong",
          cure);
    }
    return List.of();
  }
}
