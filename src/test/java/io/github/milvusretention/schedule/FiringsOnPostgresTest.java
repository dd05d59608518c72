package io.github.milvusretention.schedule;

class FiringsOnPostgresTest extends FiringsContract {
  @Override
  Store emptyStore() {
    return Store.postgres();
  }
}
