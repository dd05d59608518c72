package io.github.milvusretention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.rules.console.TokenHash;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Secrets of the console are made without rules, and without the application. */
class PasswordCommandTest {
  private final Path directory;
  private final Sandbox sandbox = Sandbox.builder().start();
  private final Installation installation;

  PasswordCommandTest(@TempDir Path directory) {
    this.directory = directory;
    installation = Installation.withoutTables(Databases.H2, directory, sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_hash_is_of_the_password_and_never_twice_the_same() {
    installation.typed("correct horse");
    Ended once = installation.runExactly("password");
    Ended again = installation.runExactly("password");

    assertThat(once.exit()).as(once.all()).isZero();
    assertThat(once.out()).startsWith("{bcrypt}$2a$12$").doesNotContain("horse").hasLineCount(1);
    assertThat(once.err()).isEmpty();
    assertThat(
            new BCryptPasswordEncoder()
                .matches("correct horse", once.out().strip().substring("{bcrypt}".length())))
        .isTrue();
    assertThat(again.out()).isNotEqualTo(once.out());
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seven77 | at least 8 characters",
        "'' | at least 8 characters",
        "0123456789012345678901234567890123456789012345678901234567890123456789ü! | at most 72 bytes",
      })
  void a_password_that_is_no_good_is_refused(String password, String message) {
    Ended refused = installation.typed(password).runExactly("password");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains(message);
  }

  @Test
  void a_password_is_no_argument() {
    Ended refused = installation.runExactly("password", "correct-horse");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("the command password takes no further word");
  }

  @Test
  void a_token_comes_with_its_hash() {
    Ended made = installation.runExactly("token");
    Ended another = installation.runExactly("token");
    String[] lines = made.out().split("\n");

    assertThat(made.exit()).as(made.all()).isZero();
    assertThat(lines).hasSize(2);
    assertThat(lines[0]).matches("token: mret_[A-Za-z0-9_-]{43}");
    assertThat(lines[1])
        .isEqualTo("hash: " + TokenHash.of(lines[0].substring("token: ".length())).value());
    assertThat(another.out()).isNotEqualTo(made.out());
  }
}
