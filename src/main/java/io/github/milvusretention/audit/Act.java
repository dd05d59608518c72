package io.github.milvusretention.audit;

/** What somebody did, or tried to do. */
public enum Act {
  RUN,
  RERUN,
  ACCEPT,
  STOP,
  HOLD,
  LIFT,
  RESTORE,
  RECOVER,
  PURGE,
  LOG_IN,
  /** Anything else that was refused before it was known what it is. */
  OTHER
}
