package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.tier.Slow;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says of the token, which it never shows. */
@Slow
@OneDatabase
class CheckTokenStoryTest {
  private final CheckSetup setup;
  private final Installation here;

  CheckTokenStoryTest(Databases database, @TempDir Path directory) {
    setup = new CheckSetup(database, directory);
    here = setup.here;
  }

  @ParameterizedTest
  @CsvSource({
    "reader:s3cr3t,  ok,      the token is user:password",
    "0123456789abcdef0123456789abcdef01234567, ok, the token looks like an API key",
    "s3cr3t-alone,   warning, a password alone; Milvus expects user:password",
    "reader:,        warning, nothing before or after its colon",
    ":s3cr3t-alone,  warning, nothing before or after its colon",
  })
  void theFormOfTheTokenIsToldAndNeverTheToken(String token, String level, String told) {
    setup.anyTokenWillDo();
    here.variable("MILVUS_TOKEN", token);

    Ended checked = here.run("check");

    assertThat(checked.exit()).isZero();
    assertThat(checked.out().lines())
        .anyMatch(line -> line.contains("  " + level + "  ") && line.contains(told));
    assertThat(checked.all()).doesNotContain(token).doesNotContain("s3cr3t");
  }

  @Test
  void thatNoTokenIsSentIsTold() {
    setup.anyTokenWillDo();
    here.rules(Installation.RULES.replace("      token: ${MILVUS_TOKEN}\n", ""));

    assertThat(setup.found("ok", 0)).contains("no token is sent");
  }

  @Test
  void aTokenOverPlainHttpIsWarnedOfUnlessThatIsAllowed() {
    here.variable("MILVUS_URI", "http://milvus_standalone.invalid:19530");
    String warning = "the token goes to milvus_standalone.invalid over plain http";

    assertThat(here.run("run").err()).contains("WARN").contains(warning);
    assertThat(here.run("check").out()).as("although nobody answers").contains(warning);
    assertThat(here.run("check --offline").out()).contains(warning);

    here.rules(
        Installation.RULES.replace("    token:", "    allow-plain-http: true\n      token:"));
    assertThat(here.run("run").err()).doesNotContain(warning);
  }

  @Test
  void aDaemonWarnsOfATokenOverPlainHttpAtItsStart() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    here.variable("MILVUS_URI", "http://milvus_standalone.invalid:19530");
    here.variable("SERVER_PORT", String.valueOf(port));
    List<Ended> ended = new CopyOnWriteArrayList<>();
    Thread daemon = new Thread(() -> ended.add(here.run("serve")));
    daemon.start();
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .ignoreExceptions()
          .until(
              () -> {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
              });
    } finally {
      daemon.interrupt();
      daemon.join();
    }

    assertThat(ended)
        .singleElement()
        .satisfies(
            served ->
                assertThat(served.err())
                    .contains(
                        "WARN", "cluster local: the token goes to milvus_standalone.invalid"));
  }
}
