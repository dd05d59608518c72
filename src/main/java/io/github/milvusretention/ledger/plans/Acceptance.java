package io.github.milvusretention.ledger.plans;

/**
 * A person's acceptance of exactly one plan that a guard refused, or of which partitions waited for
 * it.
 *
 * @param why in that person's words; may be empty
 */
public record Acceptance(String digest, String by, String why) {}
