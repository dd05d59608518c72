package io.github.milvusretention.job;

/**
 * Told when a run reaches a {@link Moment}. Nobody listens, except a test that wants to kill it.
 */
@FunctionalInterface
public interface Moments {
  Moments UNWATCHED = moment -> {};

  void reached(Moment moment);
}
