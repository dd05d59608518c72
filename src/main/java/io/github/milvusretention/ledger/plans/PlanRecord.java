package io.github.milvusretention.ledger.plans;

import io.github.milvusretention.run.RunKey;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a run's plan.
 *
 * @param executionId the execution that planned
 * @param frozen whether the ledger rows exist; a plan that a guard refused is not frozen, and a
 *     rerun makes a new one
 * @param refusedBy the guards' sentences, empty if none refused
 * @param unreadable the collections that could not be read, empty if none
 * @param waiting a sentence about what was kept until a person accepts it, empty if nothing was
 * @param acceptedBy who accepted what the guards refused, or what waited; null if nobody
 * @param contentCheck by which its partitions agreed with their names, as text; null if none was
 *     asked
 */
public record PlanRecord(
    RunKey run,
    long executionId,
    String digest,
    boolean frozen,
    String refusedBy,
    String unreadable,
    String waiting,
    @Nullable String acceptedBy,
    @Nullable String contentCheck) {}
