package io.github.milvusretention.schedule;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ScheduleHealthOnH2Test extends ScheduleHealthContract {
  @TempDir Path directory;

  @Override
  Store emptyStore() {
    return Store.h2(directory);
  }
}
