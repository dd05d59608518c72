package io.github.milvusretention.rules.yaml;

import java.util.Comparator;
import org.springframework.boot.origin.Origin;

/**
 * Where a value was written.
 *
 * @param source the rules file as the user named it, or "environment variable X"
 * @param line from 1; 0 where there is none
 * @param column from 1; 0 where there is none
 */
public record Place(String source, int line, int column) implements Origin {
  /** The order of the file, and whatever has no line after that. */
  static final Comparator<Place> ORDER =
      Comparator.comparingInt((Place place) -> place.line == 0 ? Integer.MAX_VALUE : place.line)
          .thenComparingInt(Place::column)
          .thenComparing(Place::source);

  public static Place file(String file) {
    return new Place(file, 0, 0);
  }

  public static Place variable(String name) {
    return new Place("environment variable " + name, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
