package io.github.milvusretention.rules.yaml;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.text.Visible;
import java.util.List;

/**
 * The rules cannot be used. Carries every mistake that was found; the message has one a line, of
 * the first ones.
 */
public final class RulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 50;

  private final transient List<Mistake> mistakes;

  private RulesException(List<Mistake> mistakes, String end) {
    super(mistakes.stream().limit(SHOWN).map(Mistake::toString).collect(joining("\n")) + end);
    this.mistakes = List.copyOf(mistakes);
  }

  /** The file cannot be read any further. */
  public static RulesException at(Place place, String problem, String cure) {
    return new RulesException(List.of(new Mistake(place, "", "", problem, cure)), "");
  }

  /**
   * @param file what was read, for the count at the end
   */
  public static RulesException all(List<Mistake> mistakes, String file) {
    String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes";
    String shown = mistakes.size() > SHOWN ? ", of which the first " + SHOWN + " are shown" : "";
    return new RulesException(mistakes, "\n" + count + " in " + Visible.line(file) + shown);
  }

  /** In the order of the file, those of environment variables last; never empty. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
