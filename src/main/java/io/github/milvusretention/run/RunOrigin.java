package io.github.milvusretention.run;

/**
 * Who or what asked for a run.
 *
 * @param requestedBy a user at a machine, a schedule, or a daemon
 * @param reason why, in that person's words; may be empty
 * @param watched whether a person started it at a terminal, and sees what it says
 */
public record RunOrigin(Trigger trigger, String requestedBy, String reason, boolean watched) {

  /** That of a run that nobody watches. */
  public RunOrigin(Trigger trigger, String requestedBy, String reason) {
    this(trigger, requestedBy, reason, false);
  }
}
