package io.github.milvusretention.rules.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML file as SnakeYAML's nodes, whose tags nobody reads: no name, token or number is rewritten
 * on its way in. What could make a small file a large one, or one text another, is refused.
 *
 * @param file its name, for messages
 */
public record Yaml(String file) {
  private static final int DEEPEST = 20;

  /**
   * A key and what stands beneath it.
   *
   * @param place of the key
   */
  public record Entry(String key, Place place, Node value) {
    public static final String CUT = ":…";

    /** A key with a colon in it is most likely a key and a value, and that may be a token. */
    public Entry {
      key = key.replaceFirst("(?s):.*", CUT);
    }
  }

  /** The one document of the file; null if it has none. Throws {@link RulesException}. */
  public @Nullable Node read(String text) {
    refuseInvisible(text);
    try {
      return new Composer(new Plain(text), new Resolver(), new LoaderOptions()).getSingleNode();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      // Without the name of a tag, which is a piece of the file and may be one of a token.
      String problem = String.valueOf(e.getProblem()).replaceAll("(?s)(tag handle) .*", "$1");
      throw refuse(mark, "is not YAML: " + problem, cure(problem));
    } catch (YAMLException | IllegalArgumentException e) {
      throw RulesException.at(Place.file(file), "is not YAML", "begin with the line retention:");
    }
  }

  /** The keys of one part, each different from the others. Throws {@link RulesException}. */
  public List<Entry> entries(MappingNode keys) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Mark> before = new HashMap<>();
    for (NodeTuple tuple : keys.getValue()) {
      Mark mark = tuple.getKeyNode().getStartMark();
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw refuse(mark, "a key must be text", "write key: value");
      }
      if (key.isPlain() && key.getValue().equals("<<")) {
        throw refuse(mark, "<< is not supported", "write the keys out");
      }
      Mark first = before.putIfAbsent(key.getValue(), mark);
      if (first != null) {
        throw refuse(
            mark, "is written twice, first on line " + (first.getLine() + 1), "keep one of them");
      }
      entries.add(new Entry(key.getValue(), place(mark), tuple.getValueNode()));
    }
    return entries;
  }

  public Place place(Node node) {
    return place(node.getStartMark());
  }

  /** What a reader would call it. */
  public static String kind(Node node) {
    return switch (node.getNodeId()) {
      case mapping -> "keys beneath it";
      case sequence -> "a list";
      default -> "a value";
    };
  }

  public static boolean isBlank(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
  }

  /**
   * Refuses what no editor shows. YAML takes some of it for the end of a line, after which a piece
   * of what looks like a comment would be a key.
   */
  private void refuseInvisible(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (!StreamReader.isPrintable(c)) {
        throw RulesException.at(
            place(text, at),
            "is not text: it holds the control character " + c,
            "remove it, or name another file with --config");
      }
      if (isHiddenLineEnd(text, at)) {
        throw RulesException.at(
            place(text, at),
            "holds U+%04X, which YAML takes for the end of a line and editors do not".formatted(c),
            "remove it, and end lines as on Unix or Windows");
      }
    }
  }

  private static boolean isHiddenLineEnd(String text, int at) {
    return switch (text.charAt(at)) {
      case '\r' -> !text.startsWith("\r\n", at);
      case '\u0085', '\u2028', '\u2029' -> true;
      default -> false;
    };
  }

  private Place place(String text, int at) {
    String before = text.substring(0, at);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    return new Place(
        file,
        (int) before.chars().filter(c -> c == '\n').count() + 1,
        line.codePointCount(0, line.length()) + 1);
  }

  private static String cure(String problem) {
    if (problem.contains("TAB")) {
      return "indent with spaces";
    }
    return problem.contains("character") || problem.contains("tag")
        ? "put a text with special characters in quotes"
        : "look at the indentation, quotes and brackets of this line and those before it";
  }

  private RulesException refuse(Mark mark, String problem, String cure) {
    return RulesException.at(place(mark), problem, cure);
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Refuses what rules do not need, before anything is made of it. */
  private final class Plain extends ParserImpl {
    private static final String AS_WRITTEN = "write the value out, or put it in quotes";

    private int depth;
    private int documents;

    Plain(String text) {
      super(new StreamReader(text), new LoaderOptions());
    }

    @Override
    public Event getEvent() {
      Event event = super.getEvent();
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw refuse(
            event.getStartMark(),
            "begins a second document",
            "keep one; what is meant for Spring Boot goes into config/application.yaml");
      }
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw refuse(
            event.getStartMark(), "is nested too deep", "rules have no more than five levels");
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (event instanceof NodeEvent node) {
        refuseReferences(node);
      }
      return event;
    }

    private void refuseReferences(NodeEvent event) {
      Mark mark = event.getStartMark();
      if (event instanceof AliasEvent) {
        throw refuse(mark, "* begins an alias of YAML", "put names with * in quotes: \"*_tmp\"");
      }
      if (event.getAnchor() != null) {
        throw refuse(mark, "& begins an anchor of YAML", AS_WRITTEN);
      }
      if (event instanceof ScalarEvent scalar && scalar.getTag() != null
          || event instanceof CollectionStartEvent start && start.getTag() != null) {
        throw refuse(mark, "! begins a tag of YAML", AS_WRITTEN);
      }
    }
  }
}
