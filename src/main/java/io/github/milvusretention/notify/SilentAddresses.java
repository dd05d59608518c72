package io.github.milvusretention.notify;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Suppresses whatever HttpClient logs, at every level, while this thread posts to a target: the
 * address, which is a secret, stands in the first line of each request.
 */
final class SilentAddresses extends TurboFilter implements AutoCloseable {
  private static final String LIBRARY = "org.apache.hc.";
  private static final ThreadLocal<Boolean> POSTING = ThreadLocal.withInitial(() -> false);

  private SilentAddresses() {}

  /** From now on until it is closed. A reconfiguration of logging removes the filter. */
  static synchronized SilentAddresses begin() {
    SilentAddresses filter = new SilentAddresses();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getTurboFilterList().stream().noneMatch(SilentAddresses.class::isInstance)) {
      context.addTurboFilter(filter);
    }
    POSTING.set(true);
    return filter;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable thrown) {
    return POSTING.get() && logger.getName().startsWith(LIBRARY)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  @Override
  public void close() {
    POSTING.set(false);
  }
}
