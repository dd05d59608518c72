package io.github.milvusretention.rules.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.story.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed can be pasted into a shell. */
class ThisProgramTest {
  @TempDir private Path directory;

  private String command(String file) throws IOException {
    Path rules = Files.writeString(directory.resolve(file), Installation.RULES);
    return new ThisProgram(
            RulesOnDisk.read(
                rules,
                Map.of("MILVUS_URI", "http://localhost:1", "MILVUS_TOKEN", "root:Milvus"),
                Instant.EPOCH))
        .command("run", "--policy", "a b", "--accept", "sha256:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.yaml", "it's $HOME.yaml", "a b;c.yaml", "ü*.yaml", "\"q\".yaml"})
  void aShellReadsEachWordAsItIsMeant(String file) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command(file))
            .redirectErrorStream(true)
            .start();
    String words = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(words.lines())
        .containsExactly(
            "milvus-retention",
            "--config",
            directory.resolve(file).toString(),
            "run",
            "--policy",
            "a b",
            "--accept",
            "sha256:00");
  }

  @Test
  void itIsCalledAsItsLauncherWas() throws IOException {
    System.setProperty("milvus-retention.called", "/opt/my tools/bin/milvus-retention");
    try {
      assertThat(command("plain.yaml"))
          .startsWith("'/opt/my tools/bin/milvus-retention' --config /");
    } finally {
      System.clearProperty("milvus-retention.called");
    }
  }
}
