package io.github.milvusretention.rules;

import io.github.milvusretention.rules.Node.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML from the parser's events, which know no types: no name, token or number is rewritten
 * on its way in. What could make a small file a large one, or one text another, is refused.
 */
final class YamlReader {
  private static final int DEEPEST = 20;
  private static final String AS_WRITTEN = "write the value out, or put it in quotes";

  private final String file;
  private final ParserImpl parser;

  private YamlReader(String file, String text) {
    this.file = file;
    this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /**
   * The one document of the file; null if it has none.
   *
   * @throws RulesException if the text is not YAML, or more of it than rules need
   */
  static @Nullable Node read(String file, String text) {
    refuseControls(file, text);
    try {
      return new YamlReader(file, text).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      throw RulesException.at(place(file, mark), "is not YAML: " + problem(e), cure(e));
    } catch (YAMLException | IllegalArgumentException e) {
      throw RulesException.at(Place.file(file), "is not YAML", "begin with the line retention:");
    }
  }

  private @Nullable Node document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    parser.getEvent();
    Node node = node(parser.getEvent(), 0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw refuse(
          parser.peekEvent(),
          "begins a second document",
          "keep one; what is meant for Spring Boot goes into config/application.yaml");
    }
    return node;
  }

  private Node node(Event event, int depth) {
    if (event instanceof AliasEvent) {
      throw refuse(event, "* begins an alias of YAML", "put names with * in quotes: \"*_tmp\"");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw refuse(event, "& begins an anchor of YAML", AS_WRITTEN);
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(event, scalar.getTag());
      return new Node.Scalar(scalar.getValue(), place(event));
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    refuseTag(event, start.getTag());
    if (depth == DEEPEST) {
      throw refuse(event, "is nested too deep", "rules have no more than five levels");
    }
    return start instanceof MappingStartEvent ? keys(start, depth + 1) : items(start, depth + 1);
  }

  private Node items(Event start, int depth) {
    List<Node> nodes = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      nodes.add(node(parser.getEvent(), depth));
    }
    parser.getEvent();
    return new Node.Items(nodes, place(start));
  }

  private Node keys(Event start, int depth) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Place> before = new HashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event written = parser.getEvent();
      if (!(node(written, depth) instanceof Node.Scalar key)) {
        throw refuse(written, "a key must be text", "write key: value");
      }
      if (((ScalarEvent) written).isPlain() && key.text().equals("<<")) {
        throw refuse(written, "<< is not supported", "write the keys out");
      }
      Place first = before.putIfAbsent(key.text(), key.place());
      if (first != null) {
        throw refuse(
            written, "is written twice, first on line " + first.line(), "keep one of them");
      }
      entries.add(new Entry(key.text(), key.place(), node(parser.getEvent(), depth)));
    }
    parser.getEvent();
    return new Node.Keys(entries, place(start));
  }

  private void refuseTag(Event event, @Nullable String tag) {
    if (tag != null) {
      throw refuse(event, "! begins a tag of YAML", AS_WRITTEN);
    }
  }

  private static void refuseControls(String file, String text) {
    int line = 1;
    int column = 1;
    for (int c : text.codePoints().toArray()) {
      if (!StreamReader.isPrintable(c)) {
        throw RulesException.at(
            new Place(file, line, column),
            "is not text: it holds the control character " + c,
            "remove it, or name another file with --config");
      }
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
    }
  }

  /** Without the name of a tag, which is a piece of the file and may be one of a token. */
  private static String problem(MarkedYAMLException e) {
    return String.valueOf(e.getProblem()).replaceAll("(?s)(tag handle) .*", "$1");
  }

  private static String cure(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      return "indent with spaces";
    }
    return problem.contains("character") || problem.contains("tag")
        ? "put a text with special characters in quotes"
        : "look at the indentation, quotes and brackets of this line and those before it";
  }

  private RulesException refuse(Event event, String problem, String cure) {
    return RulesException.at(place(event), problem, cure);
  }

  private Place place(Event event) {
    return place(file, event.getStartMark());
  }

  private static Place place(String file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
