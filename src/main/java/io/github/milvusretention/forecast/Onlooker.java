package io.github.milvusretention.forecast;

import java.util.List;

/**
 * Is shown all partitions of one collection after the other while a forecast is made. The forecast
 * itself keeps those that go, for there may be a million others.
 */
public interface Onlooker {
  /** Has seen enough. */
  Onlooker NOBODY = (listed, created) -> {};

  /**
   * @param created those that are expected until the end of the forecast, and are not there
   */
  void see(Forecast.Listed listed, List<Expected> created);
}
