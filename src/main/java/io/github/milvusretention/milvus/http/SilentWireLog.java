package io.github.milvusretention.milvus.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Suppresses the wire log of HttpClient at every log level: it would print the header with the
 * token, and answers that may contain the token.
 */
final class SilentWireLog extends TurboFilter {
  private static final Set<String> LOGGERS =
      Set.of("org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire");

  private SilentWireLog() {}

  /** A reconfiguration of logging removes the filter, so every new client calls this. */
  static synchronized void install() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getTurboFilterList().stream().noneMatch(SilentWireLog.class::isInstance)) {
      context.addTurboFilter(new SilentWireLog());
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable thrown) {
    return LOGGERS.contains(logger.getName()) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
