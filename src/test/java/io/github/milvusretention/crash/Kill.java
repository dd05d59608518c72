package io.github.milvusretention.crash;

import io.github.milvusretention.run.CrashPoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** When a process is killed. */
sealed interface Kill {
  Set<CrashPoint> PER_PARTITION =
      EnumSet.range(CrashPoint.RELEASE_ANSWERED, CrashPoint.RESULT_WRITTEN);

  /** Halts at a crash point; not killed if that is never reached. */
  record AtCrashPoint(CrashPlan plan) implements Kill {
    @Override
    public String toString() {
      return "at " + plan;
    }
  }

  /** SIGKILL while the server handles its n-th call. */
  record AtCall(int number, Effect effect) implements Kill {
    @Override
    public String toString() {
      return "in call no. " + number + ", effect " + effect;
    }
  }

  /** SIGKILL after this time, if it is still running. */
  record AfterTime(Duration time) implements Kill {
    @Override
    public String toString() {
      return "after " + time.toMillis() + " ms";
    }
  }

  /** Whether and when the call takes effect that the server handles while its sender is killed. */
  enum Effect {
    NEVER,
    AFTER_THE_KILL,
    /** Seconds after the kill, when the next process may be running. */
    LATE,
    BEFORE_THE_KILL
  }

  /** Every crash point, and the second occurrence of those that are reached for each partition. */
  static List<Kill> atEveryCrashPoint() {
    return Stream.concat(
            Stream.of(CrashPoint.values()).map(point -> new CrashPlan(point, 1, true)),
            PER_PARTITION.stream().map(point -> new CrashPlan(point, 2, true)))
        .<Kill>map(AtCrashPoint::new)
        .toList();
  }

  /**
   * @param runTime the duration of a run that is not killed
   * @param calls its approximate number of calls
   */
  static Kill random(Random random, Duration runTime, int calls) {
    if (random.nextInt(4) == 0) {
      return new AfterTime(Duration.ofMillis(random.nextLong(runTime.toMillis())));
    }
    Effect[] effects = Effect.values();
    return new AtCall(1 + random.nextInt(calls), effects[random.nextInt(effects.length)]);
  }
}
