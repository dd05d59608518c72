package io.github.milvusretention.schedule;

import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

@Slow
class SchedulesOnH2Test extends SchedulesContract {
  @TempDir Path directory;

  @Override
  TestDatabase emptyDatabase() {
    return TestDatabase.h2(directory);
  }
}
