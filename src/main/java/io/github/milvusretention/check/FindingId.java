package io.github.milvusretention.check;

import java.util.Locale;

/** What a finding is about, for programs: the same in each version, whatever its detail says. */
public enum FindingId {
  RULES,
  REPOSITORY,
  REPOSITORY_SETTING,
  CLOCK,
  TOKEN,
  TOKEN_READABLE,
  CLUSTER,
  SERVER_DEFECT,
  SCHEDULE,
  SCHEDULE_WEEKDAYS,
  SCHEDULE_CLOCK_CHANGE,
  POLICY,
  COLLECTION,
  COLLECTION_NOT_READ,
  LIST_INCOMPLETE,
  TIME_TO_LIVE,
  NEARLY_FULL,
  NAMES_UNRECOGNISED,
  SPACING,
  EXCLUSION_IDLE,
  HOLD,
  HOLD_ENDS,
  HOLD_IDLE;

  /** Such as {@code time-to-live}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
