package io.github.milvusretention.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without users, pages are for whoever sits at the machine, though the port is open to all. */
@Slow
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThisMachineTest {
  private static final String CURE = "no users beneath console: in the rules file";

  private RunningConsole console;

  @BeforeAll
  void start(@TempDir Path directory) {
    console = RunningConsole.start(directory, "", Map.of("server.address", "0.0.0.0"));
  }

  @AfterAll
  void stop() {
    console.close();
  }

  /** Everything that is answered, to a request that is written by hand. */
  private String ask(InetAddress to, String protocol, String host, String header)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(to, console.port()), 10_000);
      String request =
          "GET /policies "
              + protocol
              + "\r\nHost: "
              + host
              + "\r\n"
              + header
              + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String ask(String host, String header) throws IOException {
    return ask(InetAddress.getLoopbackAddress(), "HTTP/1.1", host, header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1", "[::1]:8080", "LocalHost"})
  void whoever_sits_at_the_machine_reads(String host) throws IOException {
    assertThat(ask(host, ""))
        .startsWith("HTTP/1.1 200")
        .contains(">read-only</span>", "href=\"/runs\"")
        .doesNotContain("Log out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "192.0.2.7:8080",
        "[::2]"
      })
  void a_name_that_was_made_to_lead_here_does_not(String host) throws IOException {
    assertThat(ask(host, "")).startsWith("HTTP/1.1 403").contains(CURE).doesNotContain("nightly");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 127.0.0.1",
        "x-forwarded-proto: https",
        "X-Forwarded-Host: localhost",
        "Forwarded: for=127.0.0.1",
        "Via: 1.1 proxy",
        "X-Real-IP: 127.0.0.1"
      })
  void nor_does_a_proxy_on_this_machine(String header) throws IOException {
    assertThat(ask("localhost", header + "\r\n")).startsWith("HTTP/1.1 403").contains(CURE);
  }

  @Test
  void nor_one_that_speaks_as_only_proxies_do() throws IOException {
    assertThat(ask(InetAddress.getLoopbackAddress(), "HTTP/1.0", "127.0.0.1", ""))
        .contains(" 403")
        .contains(CURE);
  }

  @Test
  void nor_a_request_that_came_over_another_address() throws IOException {
    Optional<InetAddress> other =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();

    assertThat(other).as("an address of this machine beside loopback").isPresent();
    assertThat(ask(other.orElseThrow(), "HTTP/1.1", "localhost", ""))
        .startsWith("HTTP/1.1 403")
        .contains(CURE);
  }

  private int ofAnotherSite(String mode, String path) {
    return console
        .visitor()
        .get(path, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", mode)
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/plan?policy=nightly&fresh", "/forecast", "/partition?name=20200101"})
  void no_page_of_another_site_makes_a_cluster_be_asked(String path) {
    assertThat(ofAnotherSite("no-cors", path)).isEqualTo(403);
    assertThat(ofAnotherSite("navigate", path)).isEqualTo(403);
    assertThat(console.visitor().get(path, "Sec-Fetch-Site", "cross-site").body())
        .isEqualTo(
            "A page of another site asked for this. Type its address, or begin with /policies.\n");
    for (String site : new String[] {"none", "same-origin"}) {
      // No cluster answers here, which some of them say with a status.
      assertThat(console.visitor().get(path, "Sec-Fetch-Site", site).statusCode())
          .as(site)
          .isNotEqualTo(403);
    }
  }

  @Test
  void its_links_lead_to_pages_that_ask_none() {
    assertThat(ofAnotherSite("navigate", "/runs?policy=nightly")).isEqualTo(200);
    assertThat(ofAnotherSite("navigate", "/nights")).isEqualTo(200);
    assertThat(ofAnotherSite("no-cors", "/runs")).isEqualTo(403);
  }

  @Test
  void nobody_acts() {
    Visitor visitor = console.visitor();

    assertThat(visitor.postExactly("/runs/4/stop", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.postExactly("/nowhere", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.get("/runs/4/stop").body())
        .contains("Nobody may act here until there are users beneath console: in the rules file.");
    assertThat(visitor.get("/login").statusCode()).isEqualTo(404);
    assertThat(visitor.cookies()).isEmpty();
  }

  @Test
  void health_and_metrics_answer_everybody() {
    Visitor visitor = console.visitor();

    for (String path : new String[] {"health", "info", "prometheus", "health/liveness"}) {
      assertThat(visitor.get("/actuator/" + path, "X-Forwarded-For", "192.0.2.7").statusCode())
          .as(path)
          .isEqualTo(200);
    }
    assertThat(visitor.get("/actuator/env").statusCode()).isEqualTo(404);
  }

  @Test
  void programs_are_told_that_there_are_no_tokens() {
    assertThat(console.visitor().get("/api/v1/runs", "Authorization", "Bearer x").body())
        .contains("there are no tokens beneath console: in the rules file");
  }

  @Test
  void the_log_names_the_cure_and_no_password() {
    assertThat(console.log())
        .contains(
            "the pages of the console answer on this machine alone, as there are no users beneath"
                + " console: in the rules file; health and metrics answer on every address")
        .noneMatch(line -> line.contains("password"));
  }
}
