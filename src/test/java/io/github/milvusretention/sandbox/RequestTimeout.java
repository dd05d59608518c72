package io.github.milvusretention.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The header Request-Timeout, in whole seconds. Only a value of 0 or less has an effect: the call
 * times out immediately. Others are accepted but not enforced; {@link Reaction#timeout()} simulates
 * a timeout.
 */
final class RequestTimeout {
  static final String HEADER = "request-timeout";

  private static final int DEFAULT_SECONDS = 30;

  private final Version version;
  private final Map<String, Integer> sticky = new ConcurrentHashMap<>();

  RequestTimeout(Version version) {
    this.version = version;
  }

  /** Whether the call times out immediately. Throws {@link Refused} for an invalid header. */
  boolean expiresImmediately(Call call) {
    Integer sent = parse(call.headers().get(HEADER));
    if (sent == null) {
      return sticky.getOrDefault(call.route(), DEFAULT_SECONDS) <= 0;
    }
    if (version.has(Version.Trait.STICKY_TIMEOUT)) {
      sticky.put(call.route(), sent);
    }
    return sent <= 0;
  }

  private @Nullable Integer parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      return Integer.valueOf(header);
    } catch (NumberFormatException unreadable) {
      if (version.has(Version.Trait.STRICT_TIMEOUT)) {
        throw Errors.invalid(
            "Request-Timeout parse failed, err: strconv.ParseInt: parsing \"%s\": invalid syntax"
                .formatted(header));
      }
      return null;
    }
  }
}
