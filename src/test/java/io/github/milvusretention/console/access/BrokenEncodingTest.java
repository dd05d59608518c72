package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that cannot be read are the mistake of whoever sends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenEncodingTest {
  private RunningConsole console;

  @BeforeAll
  void start(@TempDir Path directory) {
    console = RunningConsole.start(directory, RunningConsole.USERS);
  }

  @AfterAll
  void stop() {
    console.close();
  }

  /** Everything that is answered, to a request that no client would send. */
  private String ask(String line, String form) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      String request =
          line
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded"
              + "\r\nContent-Length: "
              + form.length()
              + "\r\nConnection: close\r\n\r\n"
              + form;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /login?to=%zz, ''",
    "GET /policies?x=%zz, ''",
    "GET /nowhere?x=%, ''",
    "GET /assets/console.css?x=%zz, ''",
    "GET /actuator/prometheus?includedNames=%zz, ''",
    "POST /login?x=%zz, ''",
    "POST /login, username=%zz",
    "POST /runs/4/stop, reason=%zz"
  })
  void is_answered_in_one_sentence_and_not_logged(String line, String form) throws IOException {
    assertThat(ask(line, form))
        .startsWith("HTTP/1.1 400")
        .contains("The address or the form is not encoded as it has to be.\n");
    assertThat(console.log())
        .noneMatch(entry -> entry.contains("\tat ") || entry.contains("unexpected error"));
  }

  @Test
  void a_form_that_is_sent_in_another_way_is_not_read() throws IOException {
    assertThat(ask("PUT /login", "username=%zz")).startsWith("HTTP/1.1 403");
    assertThat(console.log()).noneMatch(entry -> entry.contains("\tat "));
  }

  /** They would be taken for a variable of the address. */
  @Test
  void braces_lead_home() {
    Map<String, String> vic = Map.of("username", "vic", "password", PASSWORD);
    Visitor visitor = console.visitor();
    visitor.post("/login", "/login", vic);

    assertThat(location(visitor.get("/login?to=/policies%7Bx%7D"))).isEqualTo("/policies");
    assertThat(location(visitor.get("/login?to=%2Fpolicies%2F%257Bx%257D")))
        .isEqualTo("/policies/%7Bx%7D");
  }
}
