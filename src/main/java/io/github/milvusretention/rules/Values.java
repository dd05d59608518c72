package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fills sections with the values of the file, and of the variables that override them. */
final class Values {
  private final Variables variables;
  private final Placeholders placeholders;
  private final Mistakes mistakes;

  Values(Variables variables, Placeholders placeholders, Mistakes mistakes) {
    this.variables = variables;
    this.placeholders = placeholders;
    this.mistakes = mistakes;
  }

  /**
   * @param written what the file has there
   */
  void read(Section section, String key, Optional<Node> written) {
    List<Text> found = variables.find(section, key);
    if (!found.isEmpty()) {
      put(section, key, found);
    } else if (written.isPresent()) {
      read(section, key, written.get());
    }
  }

  private void read(Section section, String key, Node written) {
    boolean list = section.keys().isList(key);
    if (written instanceof Node.Scalar scalar) {
      put(section, key, expand(section.at(key), scalar).stream().toList());
    } else if (list && written instanceof Node.Items items) {
      List<Text> texts = new ArrayList<>();
      for (int i = 0; i < items.nodes().size(); i++) {
        String place = section.at(key) + "[" + i + "]";
        if (items.nodes().get(i) instanceof Node.Scalar scalar) {
          expand(place, scalar).ifPresent(texts::add);
        } else {
          refuse(section.at(key), items.nodes().get(i), "takes a list of texts", "[\"…\", \"…\"]");
          return;
        }
      }
      if (items.nodes().isEmpty()) {
        refuseEmpty(section, new Text(section.at(key), "", "", items.place()), key);
      }
      put(section, key, texts);
    } else if (list) {
      refuse(section.at(key), written, "takes a list of texts", "[\"…\", \"…\"]");
    } else {
      refuse(section.at(key), written, "takes one value", "one value after it");
    }
  }

  private void put(Section section, String key, List<Text> texts) {
    List<Text> usable = new ArrayList<>();
    for (Text text : section.keys().isList(key) ? split(section.at(key), texts) : texts) {
      if (text.value().isBlank()) {
        refuseEmpty(section, text, key);
      } else {
        usable.add(text);
      }
    }
    if (!usable.isEmpty()) {
      section
          .values()
          .put(key, section.keys().isList(key) ? new Text.Several(usable) : usable.get(0));
    }
  }

  /** A list in one text: a variable has no other way than commas. */
  private static List<Text> split(String key, List<Text> texts) {
    if (texts.size() != 1 || !texts.get(0).key().equals(key) || texts.get(0).value().isBlank()) {
      return texts;
    }
    Text whole = texts.get(0);
    List<Text> parts = new ArrayList<>();
    for (String part : whole.value().split(",", -1)) {
      String place = key + "[" + parts.size() + "]";
      parts.add(new Text(place, whole.written(), part.strip(), whole.place()));
    }
    return parts;
  }

  /** Empty, with a mistake, if a placeholder has no value. */
  private Optional<Text> expand(String path, Node.Scalar scalar) {
    Text written = Text.of(path, scalar.text(), scalar.place());
    try {
      return Optional.of(written.withValue(placeholders.replace(scalar.text())));
    } catch (RuleException e) {
      mistakes.add(written, e);
      return Optional.empty();
    }
  }

  private void refuseEmpty(Section section, Text text, String key) {
    boolean list = text.key().equals(section.at(key)) && section.keys().isList(key);
    String problem = list ? "is an empty list" : "is empty";
    mistakes.add(text, new RuleException(problem, section.keys().cureIfEmpty(key)));
  }

  private void refuse(String path, Node found, String problem, String cure) {
    mistakes.add(found.place(), path, "", problem + ", not " + found.kind(), "write " + cure);
  }
}
