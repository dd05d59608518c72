package io.github.milvusretention.check;

import io.github.milvusretention.run.RunExit;
import java.util.Locale;

/**
 * The result of one check.
 *
 * @param exit what a run would end with because of this; DONE unless it is a problem
 */
public record Finding(FindingId id, Place place, Level level, RunExit exit, String detail) {

  /** The severity. */
  public enum Level {
    OK,
    /** A run succeeds, but may surprise; {@code check} still exits with 0. */
    WARNING,
    /** A run would fail, or not drop everything that expired. */
    PROBLEM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(FindingId id, Place place, String detail) {
    return new Finding(id, place, Level.OK, RunExit.DONE, detail);
  }

  static Finding warning(FindingId id, Place place, String detail) {
    return new Finding(id, place, Level.WARNING, RunExit.DONE, detail);
  }

  static Finding problem(FindingId id, Place place, RunExit exit, String detail) {
    return new Finding(id, place, Level.PROBLEM, exit, detail);
  }
}
