package io.github.milvusretention.clusters;

import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for the server, and ends the wait early where it has become pointless.
 *
 * @param pointless asked twice a second, for example whether the run is to stop
 */
public record Pause(Sleeper sleeper, BooleanSupplier pointless) {
  private static final Duration SLICE = Duration.ofMillis(500);

  /** False if the wait was ended early. */
  public boolean take(Duration time) {
    Duration left = time;
    while (left.compareTo(Duration.ZERO) > 0) {
      if (pointless.getAsBoolean()) {
        return false;
      }
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      sleep(slice);
      left = left.minus(slice);
    }
    return !pointless.getAsBoolean();
  }

  private void sleep(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(RunExit.STOPPED, "interrupted while waiting for the server");
    }
  }
}
