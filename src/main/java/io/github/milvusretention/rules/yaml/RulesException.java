package io.github.milvusretention.rules.yaml;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The rules cannot be used. Carries every mistake that was found; the message has one a line. */
public final class RulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  private RulesException(List<Mistake> mistakes, String end) {
    super(mistakes.stream().map(mistake -> mistake + "\n").collect(joining()).strip() + end);
    this.mistakes = List.copyOf(mistakes);
  }

  /** The file cannot be read any further. */
  public static RulesException at(Place place, String problem, String cure) {
    return new RulesException(List.of(new Mistake(place, "", "", problem, cure)), "");
  }

  static RulesException all(List<Mistake> mistakes, String file) {
    String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
    return new RulesException(mistakes, "\n" + count + " in " + file);
  }

  /** In the order of the file, those of environment variables last; never empty. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
