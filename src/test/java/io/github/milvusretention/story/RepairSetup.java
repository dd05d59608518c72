package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;

/** What runs leave that did not drop everything. */
final class RepairSetup {
  static final String DROP = "partitions/drop";

  final Sandbox sandbox = Installation.quickSetup();
  final Installation here;

  RepairSetup(Databases database, Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  /** A run drops all but March, which the server refuses. */
  void leaveMarchUndone() {
    leaveMarch(Reaction.loaded());
  }

  /** A run drops all but March, for which there is no answer; its drop has had no effect. */
  void leaveMarchSent() {
    leaveMarch(Reaction.reset());
  }

  private void leaveMarch(Reaction reaction) {
    sandbox.on(DROP).forPartition("march").react(reaction);
    assertThat(here.run("run").exit()).isEqualTo(3);
    sandbox.heal();
    sandbox.clearCalls();
  }

  /** The policy has another collection, of which January is due. */
  void addArchive() {
    sandbox.createCollection("default", "archive");
    sandbox.createPartitions("default", "archive", "january", "november");
    here.rules(
        Installation.RULES
            .replace("[quick_setup]", "[quick_setup, archive]")
            .replace("max-share: 75%", "max-share: 100%"));
  }

  /** Nobody may look at that collection. */
  void forbidArchive() {
    sandbox
        .on("collections/describe")
        .onCollection("archive")
        .react(Reaction.forbidden("DescribeCollection"));
  }
}
