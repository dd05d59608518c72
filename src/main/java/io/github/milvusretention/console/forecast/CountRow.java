package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.forecast.CollectionForecast;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How many partitions a collection has, now and then.
 *
 * @param edited whether by the edited rules
 * @param limitReached null if it does not reach the server's limit
 */
record CountRow(
    String name, boolean edited, CollectionForecast count, @Nullable Moment limitReached) {
  static CountRow of(CollectionForecast count, boolean edited, ZoneId zone) {
    return new CountRow(
        count.database() + "." + count.collection(),
        edited,
        count,
        Moment.of(count.limitReached(), zone));
  }
}
