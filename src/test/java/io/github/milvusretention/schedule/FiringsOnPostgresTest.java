package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;

@Slow
class FiringsOnPostgresTest extends FiringsContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
