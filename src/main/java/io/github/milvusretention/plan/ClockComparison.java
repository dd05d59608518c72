package io.github.milvusretention.plan;

import io.github.milvusretention.clock.ClockReading;
import java.util.List;

/**
 * This machine's clock beside the others that could be read.
 *
 * @param notes sentences about clocks that could not be read
 */
public record ClockComparison(List<ClockReading> readings, List<String> notes) {
  public ClockComparison {
    readings = List.copyOf(readings);
    notes = List.copyOf(notes);
  }
}
