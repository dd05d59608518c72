package io.github.milvusretention.console.forecast.picture;

import java.util.List;

/**
 * One collection in the picture.
 *
 * @param name database and collection
 * @param bars its partitions, oldest period first
 * @param without how many partitions are not drawn, for no rule reads their names for certain
 * @param cut whether none is drawn because there are too many in all
 */
public record Lane(String name, List<Bar> bars, int without, boolean cut) {
  public Lane {
    bars = List.copyOf(bars);
  }
}
