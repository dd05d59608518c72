package io.github.milvusretention.check;

import io.github.milvusretention.run.RunExit;
import java.util.Locale;

/**
 * One thing that {@code check} looked at.
 *
 * @param what cluster, policy or part of this installation
 * @param exit what a run would end with on its account; DONE unless it is a problem
 */
public record Finding(String what, Level level, RunExit exit, String detail) {

  /** How bad it is. */
  public enum Level {
    OK,
    /** A run works, but not as somebody may think; check still ends well. */
    WARNING,
    /** A run would fail, or leave something undone. */
    PROBLEM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(String what, String detail) {
    return new Finding(what, Level.OK, RunExit.DONE, detail);
  }

  static Finding warning(String what, String detail) {
    return new Finding(what, Level.WARNING, RunExit.DONE, detail);
  }

  static Finding problem(String what, RunExit exit, String detail) {
    return new Finding(what, Level.PROBLEM, exit, detail);
  }
}
