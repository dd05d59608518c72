package io.github.milvusretention.cli.start;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.github.milvusretention.text.Visible;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line for each event: time in UTC, level, logger, message. No text of others can begin a line
 * of its own: a message is one line, and the lines of an exception begin with a tab.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.UTC);

  private final TargetLengthBasedClassNameAbbreviator loggers =
      new TargetLengthBasedClassNameAbbreviator(1);

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(TIME.format(event.getInstant()));
    line.append(' ')
        .append(event.getLevel())
        .append(event.getLevel().levelStr.length() < 5 ? " " : "");
    line.append(' ').append(loggers.abbreviate(event.getLoggerName()));
    line.append(" - ").append(Visible.line(event.getFormattedMessage()));
    line.append(System.lineSeparator());
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .map(Visible::lines)
          .forEach(
              trace ->
                  line.append(trace.startsWith("\t") ? "" : "\t")
                      .append(trace)
                      .append(System.lineSeparator()));
    }
    return line.toString();
  }
}
