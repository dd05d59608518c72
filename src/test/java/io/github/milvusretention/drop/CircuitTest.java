package io.github.milvusretention.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
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
        .withMessageContaining("3 collections in a row gave no answer; the last one: the third")
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
  void silenceOfOnePartitionIsTheClustersOnlyIfNothingElseIsAnsweredEither() {
    circuit.note(SILENT, () -> true);
    assertThat(circuit.isOpen()).isFalse();
    circuit.note(SILENT, () -> false);
    assertThat(circuit.isOpen()).isTrue();
    assertThat(circuit.reason()).contains("the cluster does not answer anything else either");
  }
}
