package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;

@Slow
class SchedulesOnPostgresTest extends SchedulesContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
