package io.github.milvusretention.run;

/** The points of a run between two writes or calls, at each of which a process may be killed. */
public enum CrashPoint {
  LEASE_TAKEN,
  PLAN_MADE,
  PLAN_FROZEN,
  RELEASE_ANSWERED,
  RELEASE_WRITTEN,
  INTENT_WRITTEN,
  DROP_ANSWERED,
  DROP_CONFIRMED,
  RESULT_WRITTEN,
  REPORTED,
  RUN_OVER
}
