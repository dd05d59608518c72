package io.github.milvusretention.run;

/**
 * Told when a run reaches a {@link CrashPoint}. Nobody listens, except a test that wants to kill
 * it.
 */
@FunctionalInterface
public interface CrashPoints {
  CrashPoints UNWATCHED = point -> {};

  void reached(CrashPoint point);
}
