package io.github.milvusretention.milvus;

/**
 * What {@code collections/describe} says of a collection, as far as retention needs it.
 *
 * @param id the collection id; compare it to spot a collection that was created anew, or an alias
 * @param loaded false only if the server said {@code LoadStateNotLoad}; a missing or empty state
 *     counts as loaded
 */
public record CollectionInfo(
    String name, String id, boolean partitionKey, boolean external, boolean loaded) {}
