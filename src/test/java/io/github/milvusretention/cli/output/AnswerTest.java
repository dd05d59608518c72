package io.github.milvusretention.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private final StringWriter err = new StringWriter();

  private int exit(Writer stdout, int exit) {
    Answer answer = new Answer(stdout);
    answer.out().println("two lines");
    answer.out().println("of an answer");
    return answer.exit(exit, false, new PrintWriter(err, true));
  }

  private static Writer failing(String why, boolean onlyAtTheEnd) {
    return new Writer() {
      @Override
      public void write(char[] text, int from, int length) throws IOException {
        if (!onlyAtTheEnd) {
          throw new IOException(why);
        }
      }

      @Override
      public void flush() throws IOException {
        throw new IOException(why);
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @CsvSource({"0, true, 1", "0, false, 1", "3, true, 3", "6, false, 6"})
  void aLostAnswerIsNoSuccessAndHidesNothingGraver(int exit, boolean onlyAtTheEnd, int expected) {
    assertThat(exit(failing("No space left on device", onlyAtTheEnd), exit)).isEqualTo(expected);
    assertThat(err.toString().lines())
        .containsExactly("the answer could not be written to stdout: No space left on device");
  }

  @Test
  void whoHasGoneIsNotTold() {
    assertThat(exit(failing("Broken pipe", false), 0)).isEqualTo(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anAnswerThatArrivedChangesNothing() {
    StringWriter stdout = new StringWriter();

    assertThat(exit(stdout, 0)).isZero();
    assertThat(exit(stdout, 4)).isEqualTo(4);
    assertThat(stdout.toString().lines()).hasSize(4);
    assertThat(err.toString()).isEmpty();
  }
}
