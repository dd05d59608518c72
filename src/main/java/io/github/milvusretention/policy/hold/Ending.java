package io.github.milvusretention.policy.hold;

import java.time.Duration;

/** How a hold ends that nobody lifts. It counts in one run more, which says so. */
public enum Ending {
  /** Its time is over. It no longer counts in the run after the one that has said so. */
  EXPIRED(Duration.ZERO),
  /**
   * It is not in the rules file any more, or covers something else there: on purpose, or because an
   * old or wrong file was given. It no longer counts once people had a night to notice.
   */
  REMOVED(Duration.ofHours(20));

  private final Duration notice;

  Ending(Duration notice) {
    this.notice = notice;
  }

  /** How long after a run has said so the hold still counts. */
  public Duration notice() {
    return notice;
  }
}
