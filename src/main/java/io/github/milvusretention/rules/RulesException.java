package io.github.milvusretention.rules;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The rules cannot be used. Carries every mistake that was found; the message has one a line. */
public final class RulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  RulesException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** In the order of their keys; never empty. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
