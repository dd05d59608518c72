package io.github.milvusretention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program before its first run: there is no repository yet. */
final class UsageSetup {
  final Path directory;
  final Sandbox sandbox = Installation.quickSetup();
  final Installation installation;

  UsageSetup(Path directory) {
    this.directory = directory;
    installation = Installation.withoutTables(Databases.H2, directory, sandbox);
  }

  /** One message that contains all this, and the exit code of a mistake. */
  static Ended assertRefused(Ended ended, String... expected) {
    assertThat(ended.exit()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).contains(expected);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.stackTrace()).isEmpty();
    return ended;
  }

  /** No cluster was asked, and no repository made. */
  void assertNothingStarted() {
    assertThat(sandbox.calls()).isEmpty();
    assertThat(Files.exists(directory.resolve("data"))).as("a database was created").isFalse();
  }
}
