package io.github.milvusretention.console.api.operations;

import java.util.List;
import java.util.Optional;

/**
 * A parameter of an operation: in the query, or a field of the body.
 *
 * @param required whether it must be given
 * @param repeated whether it may be given several times
 */
public record Parameter(
    String name, Values values, boolean required, boolean repeated, String description) {

  static Parameter of(String name, Values values, String description) {
    return new Parameter(name, values, false, false, description);
  }

  Parameter mustBeGiven() {
    return new Parameter(name, values, true, repeated, description);
  }

  Parameter severalTimes() {
    return new Parameter(name, values, required, true, description);
  }

  /**
   * What is wrong with what was given for it, in a sentence; empty if nothing is.
   *
   * @param kind parameter or field
   */
  public Optional<String> mistake(String kind, List<String> given) {
    String it = kind + " " + name;
    if (given.isEmpty()) {
      return required ? Optional.of(it + " is missing") : Optional.empty();
    }
    if (given.size() > 1 && !repeated) {
      return Optional.of(it + " is given twice; give it once");
    }
    return given.stream()
        .filter(value -> !values.has(value))
        .findFirst()
        .map(value -> it + " must be " + values.words() + ", not \"" + value + "\"");
  }
}
