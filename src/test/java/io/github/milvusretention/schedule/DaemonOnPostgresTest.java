package io.github.milvusretention.schedule;

class DaemonOnPostgresTest extends DaemonContract {
  @Override
  Store emptyStore() {
    return Store.postgres();
  }
}
