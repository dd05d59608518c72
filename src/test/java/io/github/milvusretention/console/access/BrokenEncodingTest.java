package io.github.milvusretention.console.access;

import static io.github.milvusretention.console.access.RunningConsole.PASSWORD;
import static io.github.milvusretention.console.access.Visitor.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

  /** PostgreSQL has no text with it. */
  @ParameterizedTest
  @CsvSource({
    "GET /login?to=%00, ''",
    "GET /policies?x=a%00b, ''",
    "GET /runs?policy=a&policy=b%00, ''",
    "GET /actuator/health?x=%00, ''"
  })
  void the_character_nul_is_refused(String line, String form) throws IOException {
    assertThat(ask(line, form))
        .startsWith("HTTP/1.1 400")
        .contains("The address has the character NUL, which no text here has.\n");
  }

  @Test
  void a_form_that_is_too_large_is_called_that() throws IOException {
    assertThat(ask("POST /login", "username=" + "x".repeat(2 * 1024 * 1024)))
        .startsWith("HTTP/1.1 413")
        .contains("The form has more than 2 MB.\n");
    assertThat(ask("POST /login", "a=1&".repeat(1001)))
        .startsWith("HTTP/1.1 400")
        .contains("The address or the form has too many fields, or one without a name.\n");
  }

  /** Its files would be written before anybody is asked who he is. */
  @Test
  void files_are_not_read() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
      socket.setSoTimeout(10_000);
      String begun =
          "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
              + " boundary=end\r\nContent-Length: 900000\r\n\r\n--end\r\nContent-Disposition:"
              + " form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
              + "x".repeat(100_000);
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));

      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer.readLine()).as("while most of it is missing").contains(" 403");
    }
  }

  @Test
  void what_health_does_not_answer_is_not_logged() throws IOException {
    assertThat(ask("PUT /actuator/health", "")).startsWith("HTTP/1.1 405");
    assertThat(ask("GET /actuator/health HTTP/1.1\r\nAccept: foo/bar\r\nX: ", ""))
        .startsWith("HTTP/1.1 406");

    assertThat(console.log())
        .noneMatch(line -> line.contains("not supported") || line.contains("acceptable"));
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
