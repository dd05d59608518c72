package io.github.milvusretention.plan.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameStoreTest {
  private static final List<String> ODD = List.of("b", "a", "\"[,]\"", "\n", "größe", "💧", "a b");

  private final String usual = System.getProperty("java.io.tmpdir");
  @TempDir Path temporary;

  @AfterEach
  void restore() {
    System.setProperty("java.io.tmpdir", usual);
  }

  @Test
  void namesComeBackAsTheyWereWhereverTheyAreKept() {
    for (int limit : List.of(0, 100, 1_000_000)) {
      try (NameStore store = new NameStore(limit)) {
        List<Supplier<List<String>>> kept = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          kept.add(store.keep(names(i)));
        }
        Supplier<List<String>> odd = store.keep(ODD);
        for (int i = 99; i >= 0; i--) {
          assertThat(kept.get(i).get()).isEqualTo(names(i));
        }
        assertThat(odd.get()).isEqualTo(ODD);
        assertThat(odd.get()).isEqualTo(ODD);
      }
    }
  }

  @Test
  void severalThreadsKeepTheirOwn() {
    try (NameStore store = new NameStore(0)) {
      assertThat(
              IntStream.range(0, 200)
                  .parallel()
                  .filter(i -> !store.keep(names(i)).get().equals(names(i))))
          .isEmpty();
    }
  }

  private static List<String> names(int i) {
    return IntStream.range(0, i).mapToObj(n -> i + "_" + n).toList();
  }

  @Test
  void aTemporaryFileIsMadeOnlyForManyAndIsLeftNowhere() throws IOException {
    System.setProperty("java.io.tmpdir", temporary.toString());
    try (NameStore few = new NameStore(100)) {
      few.keep(List.of("a"));
      assertThat(few.onDisk()).isZero();
    }
    try (NameStore many = new NameStore(100)) {
      many.keep(names(50));
      assertThat(many.onDisk()).isPositive();
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aFileThatIsClosedIsNotRead() {
    NameStore store = new NameStore(0);
    Supplier<List<String>> kept = store.keep(ODD);
    store.close();
    assertThatExceptionOfType(RunFailure.class)
        .isThrownBy(kept::get)
        .withMessageContaining("could not be read in a temporary file")
        .satisfies(failure -> assertThat(failure.exit()).isEqualTo(RunExit.ERROR));
  }

  @Test
  void aThreadThatIsInterruptedTakesTheFileFromNobody() {
    try (NameStore store = new NameStore(0)) {
      Supplier<List<String>> before = store.keep(ODD);
      Thread.currentThread().interrupt();
      Supplier<List<String>> kept = store.keep(names(3));
      assertThat(kept.get()).isEqualTo(names(3));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(before.get()).isEqualTo(ODD);
      assertThat(store.keep(names(4)).get()).isEqualTo(names(4));
    } finally {
      Thread.interrupted();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000})
  void nothingIsKeptOnceItIsClosed(int limit) throws IOException {
    System.setProperty("java.io.tmpdir", temporary.toString());
    NameStore store = new NameStore(limit);
    store.close();
    assertThatIllegalStateException().isThrownBy(() -> store.keep(ODD));
    assertThat(store.onDisk()).isZero();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theFileHasNoNameThatAnybodyCouldOpen() throws IOException {
    System.setProperty("java.io.tmpdir", temporary.toString());
    try (NameStore store = new NameStore(0)) {
      Supplier<List<String>> kept = store.keep(ODD);
      try (Stream<Path> files = Files.list(temporary)) {
        assertThat(files).isEmpty();
      }
      assertThat(kept.get()).isEqualTo(ODD);
    }
  }
}
