package io.github.milvusretention.schedule;

class DaemonOnPostgresTest extends DaemonContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
