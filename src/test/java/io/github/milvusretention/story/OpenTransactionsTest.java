package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL ends whoever is idle in a transaction; a run is not, however slow the server. */
@Slow
class OpenTransactionsTest {
  @Test
  void noTransactionIsOpenDuringACallToTheServer(@TempDir Path directory) {
    try (Sandbox sandbox = Sandbox.builder().seed(States::quickSetup).start()) {
      Installation here = new Installation(Databases.POSTGRESQL, directory, sandbox);
      assertThat(here.run("runs").exit()).isZero();
      here.database().change("CREATE SEQUENCE own");
      here.variable(
          "SPRING_DATASOURCE_HIKARI_CONNECTIONINITSQL",
          "SET idle_in_transaction_session_timeout = '2s'; SELECT nextval('own')");
      for (String route :
          List.of(
              "collections/list",
              "collections/describe",
              "partitions/list",
              "partitions/release",
              "partitions/drop")) {
        sandbox.on(route).once().react(Reaction.delay(Duration.ofSeconds(3)));
      }

      Ended run = here.run("run");

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(sandbox.partitions("default", "quick_setup")).hasSize(6);
      assertThat(here.database().ask("SELECT is_called FROM own"))
          .as("the settings are those of the user")
          .containsExactly("t");
    }
  }
}
