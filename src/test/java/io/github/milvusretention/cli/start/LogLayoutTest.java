package io.github.milvusretention.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLayoutTest {
  private static String logged(Level level, @Nullable Throwable failure, String message) {
    LoggingEvent event =
        new LoggingEvent(
            "here",
            new LoggerContext().getLogger("io.github.milvusretention.job.launch.Runner"),
            level,
            "server said {}",
            failure,
            new Object[] {message});
    event.setInstant(Instant.parse("2026-11-24T10:00:00.007Z"));
    return new LogLayout().doLayout(event);
  }

  @Test
  void anEventIsALineWithTheTimeInUtc() {
    assertThat(logged(Level.WARN, null, "no"))
        .isEqualTo(
            "2026-11-24T10:00:00.007Z WARN  i.g.m.j.l.Runner - server said no"
                + System.lineSeparator());
    assertThat(logged(Level.ERROR, null, "no")).contains("Z ERROR i.g.m.j.l.Runner - ");
  }

  @Test
  void aMessageBeginsNoOtherLineAndSteersNoTerminal() {
    assertThat(logged(Level.INFO, null, "a\r\n2026-11-24T10:00:00Z ERROR b\u001b[31m\u202e"))
        .endsWith(
            "server said a\\u000d\\u000a2026-11-24T10:00:00Z ERROR b\\u001b[31m\\u202e"
                + System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void anExceptionsLinesAreSeenToBeOne() {
    Exception failure =
        new IllegalStateException(
            "a\n2026-11-24T10:00:00Z ERROR forged\u001b[2J", new RuntimeException("cause\u202e"));
    String logged = logged(Level.ERROR, failure, "no");

    assertThat(logged.lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("\t"))
        .anyMatch(line -> line.startsWith("\tat io.github.milvusretention"))
        .contains("\t2026-11-24T10:00:00Z ERROR forged\\u001b[2J")
        .anyMatch(line -> line.equals("\tCaused by: java.lang.RuntimeException: cause\\u202e"));
  }
}
