package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Badge;
import io.github.milvusretention.console.web.Lasting;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.job.history.PastStep;
import io.github.milvusretention.text.Visible;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step of an execution.
 *
 * @param start null if it did not start
 * @param took in words; empty while it is running
 */
record StepLine(
    String name,
    Badge badge,
    @Nullable Moment start,
    String took,
    long read,
    long filtered,
    long written,
    long skipped,
    String message) {

  private static final Pattern CLASS = Pattern.compile("^(?:\\w+\\.)+\\w+: ");

  static StepLine of(PastStep step, ZoneId zone) {
    return new StepLine(
        Visible.line(step.name()),
        new Badge(kind(step.status()), step.status()),
        Moment.of(step.start(), zone),
        Lasting.words(step.start(), step.end()),
        step.read(),
        step.filtered(),
        step.written(),
        step.skipped(),
        Visible.line(sentence(step.message())));
  }

  /** Spring Batch keeps a stack trace; its first line tells all that is not in the log. */
  private static String sentence(String message) {
    return message.lines().findFirst().map(line -> CLASS.matcher(line).replaceFirst("")).orElse("");
  }

  private static String kind(String status) {
    return switch (status) {
      case "COMPLETED" -> "good";
      case "FAILED" -> "bad";
      case "STARTED", "STARTING" -> "busy";
      default -> "warn";
    };
  }
}
