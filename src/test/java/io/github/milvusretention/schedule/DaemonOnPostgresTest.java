package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;

@Slow
class DaemonOnPostgresTest extends DaemonContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
