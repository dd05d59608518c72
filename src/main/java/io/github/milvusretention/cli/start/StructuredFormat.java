package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.start.failure.UsageException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;

/** The format of the log on stderr, if it is to be JSON, by Spring Boot's own setting. */
final class StructuredFormat {
  private static final String SETTING = "logging.structured.format.console";
  private static final Set<String> FORMATS = Set.of("ecs", "gelf", "logstash");

  private StructuredFormat() {}

  /** Empty for lines of text; also for a format that {@link #refuseUnknown} refuses later. */
  static Optional<String> of(Environment environment) {
    return written(environment).filter(FORMATS::contains);
  }

  /** Spring Boot would print a stack trace. Throws {@link UsageException}. */
  static void refuseUnknown(Environment environment) {
    Optional<String> written = written(environment);
    if (written.isPresent() && of(environment).isEmpty()) {
      throw new UsageException(
          "the log format \""
              + written.get()
              + "\" is not known; set LOGGING_STRUCTURED_FORMAT_CONSOLE to ecs, gelf or logstash,"
              + " or leave it unset for lines of text");
    }
  }

  private static Optional<String> written(Environment environment) {
    return Optional.ofNullable(environment.getProperty(SETTING))
        .map(format -> format.strip().toLowerCase(Locale.ROOT))
        .filter(format -> !format.isEmpty());
  }
}
