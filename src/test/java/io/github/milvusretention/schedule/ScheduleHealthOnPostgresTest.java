package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;

@Slow
class ScheduleHealthOnPostgresTest extends ScheduleHealthContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
