package io.github.milvusretention.schedule;

class SchedulesOnPostgresTest extends SchedulesContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
