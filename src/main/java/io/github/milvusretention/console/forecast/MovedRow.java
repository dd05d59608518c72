package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.forecast.Difference;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A partition that goes in another night under the edited rules.
 *
 * @param now null if it stays, like {@code edited}
 */
record MovedRow(String partition, Moment start, @Nullable Moment now, @Nullable Moment edited) {
  static MovedRow of(Difference difference, ZoneId zone) {
    return new MovedRow(
        difference.partition().toString(),
        Objects.requireNonNull(Moment.of(difference.start(), zone)),
        Moment.of(difference.now(), zone),
        Moment.of(difference.edited(), zone));
  }
}
