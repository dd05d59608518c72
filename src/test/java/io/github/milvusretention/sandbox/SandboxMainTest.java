package io.github.milvusretention.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command lines of the sandbox that do not start it. */
class SandboxMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--version, 1.0, no profile for Milvus '1.0'; there are [2.3.13",
    "--latency, soon, 'soon'",
    "--ending, tomorrow, 'tomorrow'"
  })
  void anInvalidValueIsNamed(String option, String value, String text) {
    assertThat(execute(option, value)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains(option, text);
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString())
        .contains("--port", "--token", "--version", "--latency", "--collections", "--ending")
        .contains("--partitions-per-collection");
  }

  private int execute(String... args) {
    return SandboxMain.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
