package io.github.milvusretention.crash;

import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.run.CrashPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The n-th time that a run reaches this moment is its last, or it stands still there.
 *
 * @param occurrence counts from 1
 * @param halt whether the process ends there as SIGKILL ends one; otherwise it writes {@link
 *     #STANDING} and the thread waits for a line on stdin
 */
record LastMoment(CrashPoint moment, int occurrence, boolean halt) {
  static final String STANDING = "stands still at ";
  private static final String PROPERTY = "crash.moment";

  /** As {@code kill -9} reports a process: 128 and the signal's number. */
  static final int KILLED = 137;

  List<String> jvmArguments() {
    return List.of("-D" + PROPERTY + "=" + moment + ":" + occurrence + ":" + halt);
  }

  /** The moments of a process that was started with {@link #jvmArguments()}. */
  static CrashPoints ofThisProcess() {
    String[] parts = System.getProperty(PROPERTY).split(":");
    LastMoment last =
        new LastMoment(
            CrashPoint.valueOf(parts[0]),
            Integer.parseInt(parts[1]),
            Boolean.parseBoolean(parts[2]));
    AtomicInteger reached = new AtomicInteger();
    return moment -> {
      if (moment == last.moment && reached.incrementAndGet() == last.occurrence) {
        last.end();
      }
    };
  }

  private void end() {
    if (halt) {
      Runtime.getRuntime().halt(KILLED);
    }
    System.out.println(STANDING + moment);
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return moment + " no. " + occurrence;
  }
}
