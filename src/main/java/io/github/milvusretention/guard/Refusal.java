package io.github.milvusretention.guard;

/**
 * The refusal of a whole plan by a guard.
 *
 * @param guard the guard's key in the rules, for example {@code max-drops}
 * @param limit what the rules allow, as written there
 * @param figure the value of the plan that exceeds the limit
 * @param message one sentence for the user
 */
public record Refusal(String guard, String limit, String figure, String message) {}
