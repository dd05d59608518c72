package io.github.milvusretention.console.forecast.picture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partition in the picture.
 *
 * @param start of its period
 * @param end of its period, exclusive
 * @param released the night in which it is released; null if it is not, or was before
 * @param goes the night in which it is dropped; null if not within the forecast
 * @param kept why it stays whatever its age; empty if its age decides
 * @param expected whether it does not exist yet
 */
record Bar(
    String name,
    Instant start,
    Instant end,
    Instant expires,
    @Nullable Instant released,
    @Nullable Instant goes,
    String kept,
    boolean expected) {}
