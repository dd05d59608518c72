package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.WatchedFiles;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is sent that a power cut would make us forget. */
class PowerCutStoryTest {
  @Test
  void everyDropFindsItsIntentOnTheDisk(@TempDir Path directory) {
    WatchedFiles.register();
    List<Boolean> onDisk = Collections.synchronizedList(new ArrayList<>());
    try (Sandbox sandbox =
        Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start()) {
      sandbox
          .on("partitions/drop")
          .react(Reaction.honest().before(call -> onDisk.add(WatchedFiles.allOnDisk())));
      Installation here =
          new Installation(Databases.H2, directory, sandbox)
              .variable(
                  "SPRING_DATASOURCE_URL",
                  "jdbc:h2:watched:async:" + directory.resolve("watched") + ";WRITE_DELAY=0");

      Ended ran = here.run("run --output json");

      assertThat(ran.exit()).as(ran.all()).isZero();
      assertThat(onDisk).hasSize(7).containsOnly(true);
    }
  }
}
