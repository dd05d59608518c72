package io.github.milvusretention.crash;

import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The process halts or pauses when a run reaches this crash point for the n-th time.
 *
 * @param occurrence counts from 1
 * @param halt whether the process halts, as after SIGKILL; otherwise it prints {@link #PAUSED} and
 *     the thread waits for input on stdin
 */
record CrashPlan(CrashPoint point, int occurrence, boolean halt) {
  static final String PAUSED = "paused at ";
  private static final String PROPERTY = "crash.point";

  /** The exit code after SIGKILL: 128 plus the signal number. */
  static final int KILLED = 137;

  List<String> jvmArguments() {
    return List.of("-D" + PROPERTY + "=" + point + ":" + occurrence + ":" + halt);
  }

  /** The crash points of a process that was started with {@link #jvmArguments()}. */
  static CrashPoints ofCurrentProcess() {
    String[] parts = System.getProperty(PROPERTY).split(":");
    CrashPlan plan =
        new CrashPlan(
            CrashPoint.valueOf(parts[0]),
            Integer.parseInt(parts[1]),
            Boolean.parseBoolean(parts[2]));
    AtomicInteger reached = new AtomicInteger();
    return point -> {
      if (point == plan.point && reached.incrementAndGet() == plan.occurrence) {
        plan.haltOrPause();
      }
    };
  }

  private void haltOrPause() {
    if (halt) {
      Runtime.getRuntime().halt(KILLED);
    }
    System.out.println(PAUSED + point);
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return point + " no. " + occurrence;
  }
}
