package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import io.github.milvusretention.rules.yaml.Yaml;
import io.github.milvusretention.rules.yaml.Yaml.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the values of a section: as a variable sets them, or from the file, with placeholders
 * replaced. Reports those that are empty or missing, and what is no value.
 */
record ValueReader(
    Yaml yaml, Variables variables, Placeholders placeholders, Mistakes mistakes, Secrets secrets) {

  /**
   * Puts the values into the section.
   *
   * @param written by key
   */
  void read(Section section, Map<String, Entry> written) {
    List<String> keys = section.keys().values();
    keys.forEach(key -> read(section, key, written.get(key)));
    keys.forEach(key -> refuseMissing(section, key));
  }

  /** Whether a variable sets something of a section that has no name. */
  boolean areSetByVariables(String path, Keys keys) {
    return keys.values().stream()
            .anyMatch(key -> !variables.find(path + "." + key, keys.isList(key)).isEmpty())
        || keys.beneath().entrySet().stream()
            .filter(entry -> entry.getValue().named().isEmpty())
            .anyMatch(entry -> areSetByVariables(path + "." + entry.getKey(), entry.getValue()));
  }

  private void read(Section section, String key, @Nullable Entry written) {
    String path = section.at(key);
    boolean list = section.keys().isList(key);
    boolean optional = isOptional(section, key);
    List<Text> texts = variables.find(path, list);
    if (texts.isEmpty() && written != null) {
      texts = texts(path, list, optional, written.value());
    }
    List<Text> usable = new ArrayList<>();
    for (Text text : list ? split(path, texts) : texts) {
      if (!text.value().isBlank()) {
        usable.add(text);
      } else if (!optional) {
        String problem = list && text.key().equals(path) ? "is an empty list" : "is empty";
        mistakes.add(text, problem, section.keys().cureIfEmpty(key));
      }
    }
    if (!usable.isEmpty()) {
      section.values().put(key, usable);
    }
  }

  /** Whether the rules may be without it although it is written, or required. */
  private boolean isOptional(Section section, String key) {
    return secrets == Secrets.IF_SET && section.keys().isSecret(key);
  }

  private List<Text> texts(String path, boolean list, boolean optional, Node node) {
    if (node instanceof ScalarNode scalar) {
      return expand(path, optional, scalar).stream().toList();
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
      expand(path + "[" + i + "]", optional, (ScalarNode) items.get(i)).ifPresent(texts::add);
    }
    return items.isEmpty() ? List.of(Text.of(path, "", yaml.place(node))) : texts;
  }

  /** Empty, with a mistake if there must be a value, if a placeholder has none. */
  private Optional<Text> expand(String path, boolean optional, ScalarNode scalar) {
    Text written = Text.of(path, scalar.getValue(), yaml.place(scalar));
    try {
      return Optional.of(written.withValue(placeholders.replace(written.value())));
    } catch (RuleException e) {
      if (!optional) {
        mistakes.add(written, e.problem(), e.cure());
      }
      return Optional.empty();
    }
  }

  /** A list in one text: a variable has no other way than commas. */
  private static List<Text> split(String path, List<Text> texts) {
    if (texts.size() != 1 || !texts.get(0).key().equals(path) || texts.get(0).value().isBlank()) {
      return texts;
    }
    Text whole = texts.get(0);
    String[] parts = whole.value().split(",", -1);
    return IntStream.range(0, parts.length)
        .mapToObj(i -> new Text(path + "[" + i + "]", whole.written(), parts[i], whole.place()))
        .toList();
  }

  private void refuseMissing(Section section, String key) {
    boolean nothing = section.values().isEmpty() && mistakes.on(section.path());
    if (section.keys().isRequired(key)
        && !isOptional(section, key)
        && !section.values().containsKey(key)
        && !nothing
        && !mistakes.on(section.at(key))) {
      mistakes.add(section.place(), section.at(key), "is missing", section.keys().cureIfEmpty(key));
    }
  }
}
