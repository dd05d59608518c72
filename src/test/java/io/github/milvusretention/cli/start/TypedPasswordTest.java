package io.github.milvusretention.cli.start;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.cli.start.failure.UsageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is piped in as a password. */
class TypedPasswordTest {
  private static String line(String piped, Charset charset) {
    return TypedPassword.line(new ByteArrayInputStream(piped.getBytes(charset)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\nanother line\n"})
  void it_is_the_first_line(String end) {
    assertThat(line(" größer als € " + end, UTF_8)).isEqualTo(" größer als € ");
  }

  @Test
  void another_encoding_is_refused() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> line("größer", ISO_8859_1))
        .withMessage("what stdin has is not UTF-8, as browsers send a password");
  }

  @Test
  void a_file_without_lines_is_not_read_to_its_end() {
    assertThat(line("x".repeat(1_000_000), UTF_8)).hasSizeLessThan(100_000);
  }
}
