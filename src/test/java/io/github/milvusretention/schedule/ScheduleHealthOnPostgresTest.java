package io.github.milvusretention.schedule;

class ScheduleHealthOnPostgresTest extends ScheduleHealthContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
