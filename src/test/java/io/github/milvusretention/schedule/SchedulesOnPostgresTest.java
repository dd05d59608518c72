package io.github.milvusretention.schedule;

class SchedulesOnPostgresTest extends SchedulesContract {
  @Override
  Store emptyStore() {
    return Store.postgres();
  }
}
