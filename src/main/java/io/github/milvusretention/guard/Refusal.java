package io.github.milvusretention.guard;

/**
 * A guard's no to a whole plan.
 *
 * @param guard the guard's key in the rules, for example {@code max-drops}
 * @param limit what the rules allow, as written there
 * @param figure what the plan asks for
 * @param message one sentence for a person
 */
public record Refusal(String guard, String limit, String figure, String message) {}
