package io.github.milvusretention.schedule;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ScheduleHealthOnH2Test extends ScheduleHealthContract {
  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.h2(directory);
  }
}
