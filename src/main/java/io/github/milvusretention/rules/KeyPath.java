package io.github.milvusretention.rules;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a property exactly as written, cut at its dots and brackets. Spring Boot's own {@code
 * ConfigurationPropertyName} forgets letters that it does not know; a message must show them.
 */
record KeyPath(List<Element> elements) {
  private static final Pattern ELEMENT = Pattern.compile("\\[([^\\]]*)\\]|([^.\\[]+)");

  /**
   * @param indexed whether it stood in brackets: a place in a list, or a quoted name
   */
  record Element(String text, boolean indexed) {
    /** What Spring Boot compares: two names with one uniform form are the same to it. */
    String uniform() {
      return KeyPath.uniform(text);
    }

    /** Whether it is a place in a list. */
    boolean place() {
      return indexed && text.matches("0|[1-9][0-9]{0,8}");
    }

    @Override
    public String toString() {
      return indexed ? "[" + text + "]" : "." + text;
    }
  }

  static KeyPath of(String name) {
    return new KeyPath(
        ELEMENT
            .matcher(name)
            .results()
            .map(
                m ->
                    m.group(1) != null
                        ? new Element(m.group(1), true)
                        : new Element(m.group(2), false))
            .toList());
  }

  static String uniform(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * What makes a name one name; letters that Spring Boot skips count only if there are no others.
   */
  static String identity(String name) {
    String uniform = uniform(name);
    return uniform.isEmpty() ? name : uniform;
  }

  Element get(int index) {
    return elements.get(index);
  }

  int size() {
    return elements.size();
  }

  /** The first elements, as written. */
  String chop(int size) {
    String text = elements.stream().limit(size).map(Element::toString).collect(joining());
    return text.startsWith(".") ? text.substring(1) : text;
  }

  /** What {@link #chop} leaves out. */
  String tail(int size) {
    return elements.stream().skip(size).map(Element::toString).collect(joining());
  }
}
