package io.github.milvusretention.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The health check of the {@code Dockerfile}, as an engine would run it beside the process. */
class ImageTest {
  private static final String COMMAND_LINE = "/proc/1/cmdline";

  @TempDir private Path directory;
  private HttpServer daemon;
  private String port;

  @BeforeEach
  void listen() throws IOException {
    daemon = listen(200);
    port = String.valueOf(daemon.getAddress().getPort());
  }

  @AfterEach
  void end() {
    daemon.stop(0);
  }

  /** It answers 503 everywhere else, as health does when a guard refused. */
  private HttpServer listen(int liveness) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean alive = exchange.getRequestURI().getPath().equals("/actuator/health/liveness");
          exchange.sendResponseHeaders(alive ? liveness : 503, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aDaemonIsHealthyIfItsProcessIs() throws Exception {
    assertThat(check(Map.of("SERVER_PORT", port), "java", "serve")).isZero();

    daemon.stop(0);
    assertThat(check(Map.of("SERVER_PORT", port), "java", "serve")).isNotZero();

    daemon = listen(503);
    port = String.valueOf(daemon.getAddress().getPort());
    assertThat(check(Map.of("SERVER_PORT", port), "java", "serve")).isNotZero();
  }

  @Test
  void thePortOfManagementComesFirst() throws Exception {
    Map<String, String> both = Map.of("MANAGEMENT_SERVER_PORT", port, "SERVER_PORT", "1");

    assertThat(check(both, "java", "--config", "a.yaml", "serve")).isZero();
    assertThat(check(Map.of("MANAGEMENT_SERVER_PORT", "1", "SERVER_PORT", port), "java", "serve"))
        .isNotZero();
  }

  /** A run of some hours serves no port; called unhealthy it would be ended by some. */
  @Test
  void aCommandIsNotAsked() throws Exception {
    assertThat(check(Map.of("SERVER_PORT", "1"), "java", "-jar", "a/serve.jar", "run")).isZero();
  }

  private int check(Map<String, String> environment, String... process) throws Exception {
    Path commandLine = directory.resolve("cmdline");
    Files.writeString(commandLine, String.join("\0", process) + "\0");
    List<String> command = healthCheck();
    assertThat(command).last().asString().contains(COMMAND_LINE);
    ProcessBuilder builder =
        new ProcessBuilder(
                command.stream()
                    .map(part -> part.replace(COMMAND_LINE, commandLine.toString()))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    Process check = builder.start();
    assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return check.exitValue();
  }

  private static List<String> healthCheck() throws IOException {
    String file = Files.readString(Path.of("Dockerfile")).replace("\\\n", "");
    String line =
        file.lines().filter(each -> each.startsWith("HEALTHCHECK ")).findFirst().orElseThrow();
    return List.of(
        JsonMapper.shared().readValue(line.substring(line.indexOf('[')), String[].class));
  }
}
