package io.github.milvusretention.database.start;

import java.time.Instant;

/**
 * Which repository this is.
 *
 * @param id a random UUID
 * @param created when its tables were made, or when a repository of an earlier version was given an
 *     id
 */
public record RepositoryId(String id, Instant created) {}
