package io.github.milvusretention.run;

import org.slf4j.spi.LoggingEventBuilder;

/**
 * The fields that events of a run have in structured logs. The console shows the message alone,
 * which says the same.
 */
public final class RunLog {
  private RunLog() {}

  /**
   * An event about a run.
   *
   * @param action what happened, as ECS names it
   */
  public static LoggingEventBuilder of(
      LoggingEventBuilder event, String action, String policy, long execution) {
    return event
        .addKeyValue("event.action", action)
        .addKeyValue("policy", policy)
        .addKeyValue("execution", execution);
  }
}
