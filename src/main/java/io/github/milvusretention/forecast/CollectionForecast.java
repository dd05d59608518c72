package io.github.milvusretention.forecast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many partitions a collection has, now and at the end of a forecast. New ones are expected as
 * the newest ones were created.
 *
 * @param now how many there are
 * @param go how many of these go
 * @param created how many are expected to be created
 * @param createdAndGo how many of those go
 * @param held how many of these stay for a reason beside the rules
 * @param limitReached when it holds as many as the server allows, whether within the forecast or
 *     later; null if it does not
 */
public record CollectionForecast(
    String database,
    String collection,
    int now,
    int go,
    int created,
    int createdAndGo,
    int held,
    @Nullable Instant limitReached) {
  /** How many there are at the end. */
  public int then() {
    return now - go + created - createdAndGo;
  }
}
