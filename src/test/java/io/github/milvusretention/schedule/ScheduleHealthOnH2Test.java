package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@Slow
class ScheduleHealthOnH2Test extends ScheduleHealthContract {
  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.h2(directory);
  }
}
