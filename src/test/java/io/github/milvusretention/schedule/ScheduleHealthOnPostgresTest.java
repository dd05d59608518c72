package io.github.milvusretention.schedule;

class ScheduleHealthOnPostgresTest extends ScheduleHealthContract {
  @Override
  Store emptyStore() {
    return Store.postgres();
  }
}
