package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The first signal waits for the current drop; the second ends the process without data loss. */
@Slow
class SecondSignalIT {
  /** SIGINT is handled the same way, but background processes of a shell ignore it. */
  private static final String SIGNAL = "TERM";

  /** The exit code after SIGTERM: 128 plus the signal number. */
  private static final int TERMINATED = 143;

  @ParameterizedTest
  @ArgumentsSource(OneDatabase.Kinds.class)
  void theSecondSignalEndsARunAtOnceThoughADropHangs(Databases database, @TempDir Path directory)
      throws InterruptedException {
    Random random = new Random(5);
    try (TestEnvironment environment = new TestEnvironment(database, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      PolicyFixture fixture = PolicyFixture.create(1, random, environment.sandbox());
      environment.rules(fixture.rules(environment.sandbox(), "30s") + "      concurrency: 1\n");
      Sandbox sandbox = environment.sandbox();
      sandbox.heal();
      sandbox.clearCalls();
      CountDownLatch hanging = new CountDownLatch(1);
      sandbox
          .on("partitions/drop")
          .fromCall(2)
          .once()
          .react(Reaction.hang().before(call -> hanging.countDown()));

      List<String> run = List.of("run", "--as-of", fixture.asOf().toString());
      ChildProcess child = environment.start(null, run);
      hanging.await();
      child.signal(SIGNAL);
      child.awaitOutput("send the signal again to end immediately");
      assertThat(child.process().isAlive()).as("the process waits for the drop").isTrue();
      child.signal(SIGNAL);

      assertThat(child.awaitExit()).as(child.output()).isEqualTo(TERMINATED);
      environment.withOpenDatabase(
          () -> assertThat(environment.records().dropped(fixture.policy())).hasSize(1));
      // The drop was already sent, and takes effect after its sender has ended.
      sandbox.heal();
      environment.expireLeases();
      TestEnvironment.ProcessResult rerun = environment.play(null, List.of("rerun"));

      assertThat(rerun.exit()).as(rerun.output()).isZero();
      environment.withOpenDatabase(() -> assertCompleted(environment, fixture));
    }
  }

  private static void assertCompleted(TestEnvironment environment, PolicyFixture fixture) {
    List<String> drops =
        environment.sandbox().callsTo("partitions/drop").stream()
            .map(SecondSignalIT::name)
            .toList();
    assertThat(drops).as("each once").containsExactlyInAnyOrderElementsOf(fixture.expired());
    assertThat(fixture.live(environment.sandbox())).isEqualTo(fixture.kept());
    assertThat(environment.records().ledgerStates(fixture.policy()))
        .isEqualTo(fixture.expired().stream().map(name -> name + " DROPPED").toList());
    assertThat(environment.records().executions(fixture.policy()))
        .containsExactly("FAILED", "COMPLETED");
    assertThat(environment.records().unfinished()).isEmpty();
    assertThat(environment.records().liveLeases()).isEmpty();
  }

  private static String name(Call call) {
    return call.collection() + "/" + call.partition();
  }
}
