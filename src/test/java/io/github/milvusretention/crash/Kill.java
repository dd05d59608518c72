package io.github.milvusretention.crash;

import io.github.milvusretention.run.CrashPoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Where in its life a process is killed. */
sealed interface Kill {
  Set<CrashPoint> OFTEN = EnumSet.range(CrashPoint.RELEASE_ANSWERED, CrashPoint.RESULT_WRITTEN);

  /** Halts itself at the n-th such moment; not killed at all if it is never reached. */
  record AtMoment(LastMoment last) implements Kill {
    @Override
    public String toString() {
      return "at " + last;
    }
  }

  /** SIGKILL while the server has its n-th call in hand. */
  record AtCall(int number, Effect effect) implements Kill {
    @Override
    public String toString() {
      return "in call no. " + number + ", effect " + effect;
    }
  }

  /** SIGKILL after this time, if it still runs. */
  record AfterTime(Duration time) implements Kill {
    @Override
    public String toString() {
      return "after " + time.toMillis() + " ms";
    }
  }

  /** What becomes of the call that the server has in hand when its sender is killed. */
  enum Effect {
    NEVER,
    AFTER_THE_KILL,
    /** Seconds after it: the next process may be at work by then. */
    LATE,
    BEFORE_THE_KILL
  }

  /** Every moment, and the second time of those that come with each partition. */
  static List<Kill> atEveryMoment() {
    return Stream.concat(
            Stream.of(CrashPoint.values()).map(moment -> new LastMoment(moment, 1, true)),
            OFTEN.stream().map(moment -> new LastMoment(moment, 2, true)))
        .<Kill>map(AtMoment::new)
        .toList();
  }

  /**
   * @param whole how long a run takes that nobody kills
   * @param calls how many calls it sends, about
   */
  static Kill random(Random random, Duration whole, int calls) {
    if (random.nextInt(4) == 0) {
      return new AfterTime(Duration.ofMillis(random.nextLong(whole.toMillis())));
    }
    Effect[] effects = Effect.values();
    return new AtCall(1 + random.nextInt(calls), effects[random.nextInt(effects.length)]);
  }
}
