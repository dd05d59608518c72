package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of the JDK's flight recorder holds of a run. */
@Slow
@OneDatabase
class FlightRecorderStoryTest {
  private static final String CALL = "io.github.milvusretention.MilvusCall";

  private final Databases database;
  private final Path directory;

  FlightRecorderStoryTest(Databases database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
  }

  @Test
  void eachCallIsAnEventWithoutNamesAndSecrets() throws IOException {
    Path file = directory.resolve("run.jfr");
    try (Sandbox milvus =
            Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
        Recording recording = new Recording()) {
      Duration delay = Duration.ofMillis(20);
      milvus.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no"));
      milvus.on("partitions/drop").forPartition("may").react(Reaction.delay(delay));
      Installation here = new Installation(database, directory, milvus);
      recording.enable(CALL).withoutThreshold();
      recording.start();

      assertThat(here.run("run").exit()).isEqualTo(3);

      recording.stop();
      recording.dump(file);
      List<RecordedEvent> calls =
          RecordingFile.readAllEvents(file).stream()
              .filter(event -> event.getEventType().getName().equals(CALL))
              .toList();
      assertThat(calls).hasSameSizeAs(milvus.calls());
      List<RecordedEvent> drops =
          calls.stream().filter(call -> call.getString("route").equals("partitions/drop")).toList();
      assertThat(drops)
          .extracting(call -> call.getString("outcome"))
          .filteredOn("SUCCESS"::equals)
          .hasSize(6);
      assertThat(drops)
          .extracting(call -> call.getString("outcome"))
          .anyMatch(outcome -> !outcome.equals("SUCCESS"));
      assertThat(drops).anySatisfy(call -> assertThat(call.getDuration()).isGreaterThan(delay));
      assertThat(calls)
          .allSatisfy(
              call -> {
                assertThat(call.getEventType().getCategoryNames())
                    .containsExactly("Milvus Retention");
                assertThat(call.getString("cluster")).isEqualTo("local");
                assertThat(call.toString())
                    .doesNotContain(Installation.TOKEN, "quick_setup", "january", "march");
              });
    }
  }
}
