package io.github.milvusretention.run;

/**
 * Who or what asked for a run.
 *
 * @param requestedBy a user at a machine, a schedule, or a daemon
 * @param reason why, in that person's words; may be empty
 */
public record RunOrigin(Trigger trigger, String requestedBy, String reason) {}
