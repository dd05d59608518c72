package io.github.milvusretention.schedule;

class FiringsOnPostgresTest extends FiringsContract {
  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.postgres();
  }
}
