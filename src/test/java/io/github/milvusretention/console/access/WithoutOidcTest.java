package io.github.milvusretention.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who logs in by no provider waits for nothing of it: a process of its own, whose classes are told.
 */
@Slow
class WithoutOidcTest {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port ([0-9]+)");
  private static final Pattern OAUTH2 =
      Pattern.compile(
          " ((?:org\\.springframework\\.security\\.oauth2|com\\.nimbusds"
              + "|io\\.github\\.milvusretention\\.console\\.access\\.oidc)\\.\\S+)");

  private static final String RULES =
      """
      retention:
        console:
      %s  clusters:
          local: {uri: "http://127.0.0.1:1"}
        policies:
          nightly: {cluster: local, collections: [docs], partitions: [uuuu], keep: P3M}
      """;

  @Test
  void no_class_of_oauth2_is_used(@TempDir Path directory) throws IOException {
    Path rules = directory.resolve("retention.yaml");
    Path classes = directory.resolve("classes");
    Path out = directory.resolve("out");
    Files.writeString(rules, RULES.formatted(RunningConsole.USERS));
    ProcessBuilder daemon =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xlog:class+load:file=" + classes,
            "-cp",
            System.getProperty("java.class.path"),
            MilvusRetention.class.getName(),
            "--config",
            rules.toString(),
            "serve");
    daemon.environment().put("RETENTION_DATA_DIR", directory.resolve("data").toString());
    daemon.environment().put("SERVER_PORT", "0");
    Process process = daemon.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      String port =
          Awaitility.await()
              .atMost(Duration.ofMinutes(2))
              .until(
                  () -> {
                    Matcher started = STARTED.matcher(Files.readString(out));
                    return started.find() ? started.group(1) : "";
                  },
                  each -> !each.isEmpty());
      Visitor visitor = new Visitor(URI.create("http://localhost:" + port));
      visitor.logIn("vic", RunningConsole.PASSWORD);
      assertThat(visitor.get("/policies").statusCode()).isEqualTo(200);
    } finally {
      process.destroyForcibly().onExit().join();
    }

    List<String> used =
        Files.readAllLines(classes).stream()
            .map(OAUTH2::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .toList();
    assertThat(used)
        .as("Spring Security looks whether it is there, and no further")
        .containsExactly(
            "org.springframework.security.oauth2.client.registration.ClientRegistration");
  }
}
