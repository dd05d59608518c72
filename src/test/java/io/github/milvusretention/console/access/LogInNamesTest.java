package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The name that is counted and told is the one whose password is checked. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogInNamesTest {
  private RunningConsole console;

  @BeforeAll
  void start(@TempDir Path directory) {
    console = RunningConsole.start(directory, RunningConsole.USERS);
  }

  @AfterAll
  void stop() {
    console.close();
  }

  /** Spring Security takes control characters off the name that it checks. */
  @Test
  void characters_that_are_taken_off_do_not_make_another_name() {
    for (int i = 0; i < 5; i++) {
      assertThat(console.visitor().logIn("\u0001eve\u0000", "wrong").statusCode()).isEqualTo(302);
    }

    for (String name : new String[] {"eve", "\u0001eve", "eve\u001f ", "\teve"}) {
      assertThat(console.visitor().logIn(name, PASSWORD).statusCode()).as(name).isEqualTo(429);
    }
    assertThat(console.log())
        .contains("console: log-in of eve refused, from 127.0.0.1: name or password is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vic\u2003", "v\u0001ic", "vic\u0000x", "\u200bvic", "vic;", "-vic"})
  void a_name_that_no_user_can_have_is_refused(String name) {
    HttpResponse<String> refused = console.visitor().logIn(name, PASSWORD);

    assertThat(location(refused)).isEqualTo("/login?refused");
  }
}
