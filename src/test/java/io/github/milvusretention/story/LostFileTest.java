package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the repository goes away under the run that writes to it. */
@Slow
class LostFileTest {
  private static final String DROP = "partitions/drop";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final Path data;
  private final Path file;

  LostFileTest(@TempDir Path directory) {
    here = new Installation(Databases.H2, directory, sandbox);
    data = directory.resolve("data");
    file = data.resolve("retention.mv.db");
  }

  @Test
  void nothingIsDroppedOnceTheFileIsDeleted() throws IOException {
    Path id = data.resolve("retention.id");
    String before = Files.readString(id);
    whileTheSecondIsDropped(() -> Files.delete(file));

    lost(here.run("run --output json"));

    assertThat(id).hasContent(before);
    assertThat(here.restart().run("runs").err()).contains(file + " is missing");
  }

  @Test
  void nothingIsDroppedOnceAnotherFileHasItsName() {
    whileTheSecondIsDropped(
        () -> {
          Path copy = Files.copy(file, data.resolve("copy"));
          Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        });

    lost(here.run("run --output json"));
  }

  @Test
  void anEmptiedDirectoryStaysWithoutAMark() throws IOException {
    whileTheSecondIsDropped(this::emptyTheDirectory);

    lost(here.run("run --output json"));

    assertThat(data.resolve("retention.id")).doesNotExist();
    assertThat(file).doesNotExist();
  }

  @Test
  void whoJoinsAProcessWhoseFileIsDeletedIsRefused() throws Exception {
    try (var daemon = here.database().connect()) {
      assertThat(daemon.isValid(1)).isTrue();
      Files.delete(file);
      Files.delete(data.resolve("retention.id"));

      Ended ran = here.run("run");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      assertThat(ran.err()).contains(file + " is missing");
    }
    assertThat(sandbox.callsTo(DROP)).isEmpty();
    assertThat(data.resolve("retention.id")).doesNotExist();
  }

  @Test
  void aFileOfTheUsersOwnAddressIsWatchedToo(@TempDir Path elsewhere) {
    Path own = elsewhere.resolve("own.mv.db");
    here.variable(
        "SPRING_DATASOURCE_URL", "jdbc:h2:async:" + elsewhere.resolve("own") + ";WRITE_DELAY=0");
    whileTheSecondIsDropped(() -> Files.delete(own));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue())
        .contains(own + " was deleted or replaced", "SPRING_DATASOURCE_URL");
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
  }

  private interface Accident {
    void happen() throws IOException;
  }

  private void whileTheSecondIsDropped(Accident accident) {
    sandbox
        .on(DROP)
        .forPartition("february")
        .once()
        .react(
            Reaction.honest()
                .before(
                    call -> {
                      try {
                        accident.happen();
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
  }

  private void emptyTheDirectory() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(data)) {
      all = files.toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private void lost(Ended ran) {
    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.only().get("message").stringValue())
        .contains(file + " was deleted or replaced", "Restore retention.mv.db")
        .hasSizeLessThanOrEqualTo(400);
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.callsTo(DROP)).hasSize(2);
  }
}
