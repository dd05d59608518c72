package io.github.milvusretention.milvus.http;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** Parses the Retry-After header: seconds, or a date. */
public final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /** Null if the header is absent or invalid, or if its date is in the past. */
  public static @Nullable Duration read(@Nullable String header, Instant now) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant date = DateUtils.parseStandardDate(text);
    return date == null || !date.isAfter(now) ? null : Duration.between(now, date);
  }
}
