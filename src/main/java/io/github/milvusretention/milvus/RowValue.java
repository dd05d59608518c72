package io.github.milvusretention.milvus;

import org.jspecify.annotations.Nullable;

/**
 * One field of a row that was found.
 *
 * @param text a number or a text as it was sent; null if the row has no such value
 */
public record RowValue(@Nullable String text) {}
