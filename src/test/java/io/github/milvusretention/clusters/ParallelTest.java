package io.github.milvusretention.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void answersKeepTheOrderOfTheQuestions() {
    assertThat(Parallel.ask(List.of(3, 1, 2), 2, i -> i * 10)).containsExactly(30, 10, 20);
  }

  @Test
  void anErrorStaysWhatItIs() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(
            () ->
                Parallel.ask(
                    List.of(1),
                    1,
                    i -> {
                      throw error;
                    }))
        .isSameAs(error);
  }
}
