package io.github.milvusretention.drop.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private static final DropResult SILENT = DropResult.failed("no answer", Outcome.UNKNOWN);

  private final Circuit circuit = new Circuit();

  private void givenUp(String why) {
    circuit.collectionGivenUp(why);
  }

  @Test
  void threeCollectionsInARowThatAnsweredNothingOpenIt() {
    givenUp("one");
    givenUp("two");
    circuit.check();
    givenUp("the third");

    assertThat(circuit.isOpen()).isTrue();
    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(circuit::check)
        .withMessageContaining("3 collections in a row were given up; the last one: the third")
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.PARTITIONS_FAILED));
  }

  @Test
  void aPartitionDroppedInBetweenKeepsItClosed() {
    givenUp("one");
    givenUp("two");
    circuit.note(DropResult.DROPPED, () -> true);
    givenUp("three");
    givenUp("four");
    assertThat(circuit.isOpen()).isFalse();
  }

  @Test
  void threePartitionsThatWereThrottledThroughAllRetriesOpenIt() {
    DropResult throttled = DropResult.failed("throttled", Outcome.THROTTLED);
    circuit.note(throttled, () -> true);
    circuit.note(throttled, () -> true);
    circuit.note(DropResult.DROPPED, () -> true);
    circuit.note(throttled, () -> true);
    circuit.note(throttled, () -> true);
    assertThat(circuit.isOpen()).isFalse();
    circuit.note(throttled, () -> true);
    assertThat(circuit.reason()).startsWith("3 partitions in a row failed after all retries");
  }

  @Test
  void oneThatIsNotReadySaysNothingOfTheOthersWhileTheClusterAnswers() {
    for (int i = 0; i < 10; i++) {
      circuit.note(DropResult.failed("not ready", Outcome.NOT_READY), () -> true);
    }
    assertThat(circuit.isOpen()).isFalse();
    circuit.note(DropResult.failed("not ready", Outcome.NOT_READY), () -> false);
    assertThat(circuit.isOpen()).isTrue();
  }

  @Test
  void silenceOfOnePartitionIsTheClustersOnlyIfNothingElseIsAnsweredEither() {
    circuit.note(SILENT, () -> true);
    assertThat(circuit.isOpen()).isFalse();
    circuit.note(SILENT, () -> false);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.reason()).contains("the cluster does not answer anything else either");
  }

  @Test
  void aServerThatAcceptsNoConnectionOpensIt() {
    circuit.note(DropResult.failed("refused", Outcome.CONNECTION_REFUSED), () -> true);
    assertThat(circuit.isOpen()).isTrue();
    circuit.note(DropResult.failed("lost", Outcome.CONNECTION_LOST), () -> false);
    assertThat(circuit.reason()).as("the first of equally grave ones").startsWith("refused");
  }

  @Test
  void aLaterMilderReasonDoesNotReplaceAGraverOne() {
    circuit.note(DropResult.failed("denied", Outcome.DENIED), () -> true);
    circuit.note(DropResult.failed("token", Outcome.UNAUTHENTICATED), () -> true);
    assertThat(circuit.reason()).as("a graver one does").startsWith("token");

    circuit.note(DropResult.failed("denied again", Outcome.DENIED), () -> true);

    assertThat(circuit.reason()).startsWith("token");
    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(circuit::check)
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.CLUSTER_UNUSABLE));
  }

  @Test
  void ofReasonsThatComeTogetherTheGravestStays() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 500; round++) {
        Circuit shared = new Circuit();
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Callable<Void>> notes = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          Outcome outcome = i == round % threads ? Outcome.UNAUTHENTICATED : Outcome.DENIED;
          notes.add(
              () -> {
                together.await();
                shared.note(DropResult.failed(outcome.name(), outcome), () -> true);
                return null;
              });
        }
        for (Future<Void> note : pool.invokeAll(notes)) {
          note.get();
        }
        assertThat(shared.reason()).startsWith("UNAUTHENTICATED");
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
