package io.github.milvusretention.run;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Asks the runs of this process to stop after the partition in hand. Spring Batch's own stop is not
 * used: it races the worker and may leave a step UNKNOWN, which can never be restarted
 * (spring-batch#5120, #5484).
 */
public class StopSignal {
  private volatile boolean requested;

  public void request() {
    requested = true;
  }

  public boolean requested() {
    return requested;
  }

  /** Throws a {@link RunFailure} once a stop was requested. */
  public void check() {
    if (requested) {
      throw RunFailure.stopped();
    }
  }

  /** The daemon shuts down; Quartz then waits for the run. */
  @EventListener
  void closing(ContextClosedEvent event) {
    request();
  }
}
