package io.github.milvusretention.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.milvus.http.TestCertificate;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.SandboxBuilder;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Everything a user can see, with every logger at TRACE, holds no token. */
@OneDatabase
class SecretStoryTest {
  private static final String PASSWORD = "Gu3ss-Me.If/You+Can";
  private static final String TOKEN = "keeper:" + PASSWORD;
  private static final String WRONG = "keeper:N0t-The-Right-0ne";
  private static final List<String> SECRETS =
      Stream.of(TOKEN, PASSWORD, WRONG, "N0t-The-Right-0ne")
          .flatMap(secret -> Stream.of(secret, base64(secret)))
          .toList();

  /** Those that have a level of their own in application.properties, and all others. */
  private static final List<String> LOGGERS =
      List.of(
          "root",
          "io.github.milvusretention",
          "org.flywaydb.core.internal.database.base.database",
          "org.springframework.boot.SpringApplication",
          "org.springframework.boot.diagnostics",
          "org.springframework.batch.core.step.AbstractStep",
          "org.springframework.batch.core.job.AbstractJob",
          "org.springframework.batch.core.step.tasklet.TaskletStep",
          "org.springframework.transaction.interceptor.TransactionInterceptor",
          "org.springframework.jdbc.support.JdbcTransactionManager",
          "com.zaxxer.hikari.pool.ProxyConnection",
          "io.github.milvusretention.database.ShortTransaction",
          "org.apache.hc.client5.http.headers",
          "org.apache.hc.client5.http.wire");

  private final Databases database;
  private final Path directory;
  private final List<String> seen = new ArrayList<>();

  SecretStoryTest(Databases database, @TempDir Path directory) {
    this.database = database;
    this.directory = directory;
  }

  private static String base64(String text) {
    return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private Installation talkative(Sandbox sandbox) {
    Installation here =
        new Installation(database, directory, sandbox).variable("MILVUS_TOKEN", TOKEN);
    LOGGERS.forEach(logger -> here.variable(level(logger), "TRACE"));
    return here;
  }

  private static String level(String logger) {
    return "LOGGING_LEVEL_" + logger.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  /** For the tests after this one, which share its process. */
  @AfterAll
  static void silence() {
    LoggingSystem logging = LoggingSystem.get(SecretStoryTest.class.getClassLoader());
    LOGGERS.forEach(logger -> logging.setLogLevel(logger, LogLevel.WARN));
  }

  private Ended run(Installation here, String command) {
    Ended ended = here.run(command);
    seen.add(ended.out());
    seen.add(ended.err());
    return ended;
  }

  /** The places in which a secret shows, in short. */
  private List<String> leaks(Installation here) {
    return Stream.concat(
            seen.stream().flatMap(String::lines), here.database().everything().stream())
        .filter(line -> SECRETS.stream().anyMatch(line::contains))
        .map(line -> line.substring(0, Math.min(line.length(), 400)))
        .distinct()
        .limit(20)
        .toList();
  }

  private static SandboxBuilder guarded() {
    return Sandbox.builder().token(TOKEN).seed(States::quickSetup);
  }

  @Test
  void goodAndBadNightsShowNoSecret() {
    try (Sandbox sandbox = guarded().start()) {
      Installation here = talkative(sandbox);
      assertThat(run(here, "check").exit()).isZero();
      run(here, "plan");
      run(here, "plan --output json");
      echoes(sandbox);

      Ended ran = run(here, "run --output json");
      assertThat(ran.exit()).isEqualTo(3);
      assertThat(ran.err()).as("the loggers do talk").contains(" TRACE ").contains(" DEBUG ");
      for (String view : List.of("show 1", "runs", "rerun", "show 2")) {
        run(here, view);
        run(here, view + " --output json");
      }
      assertThat(here.run("show 1").out()).as("what the server said is shown").contains("***");
      assertThat(leaks(here)).isEmpty();

      sandbox.heal();
      assertThat(run(here, "rerun").exit()).isZero();
      assertThat(leaks(here)).isEmpty();
    }
  }

  /** What a hostile or a careless server may say: the credentials in message, body and header. */
  private static void echoes(Sandbox sandbox) {
    for (String partition : List.of("january", "february", "march", "april")) {
      String echo =
          switch (partition) {
            case "january" -> "Authorization: Bearer " + TOKEN;
            case "february" -> "Basic " + base64(TOKEN);
            case "march" -> "wrong password " + PASSWORD;
            default -> "a\\u006" + "bout " + TOKEN;
          };
      sandbox
          .on("partitions/drop")
          .forPartition(partition)
          .react(
              Reaction.answer(
                  Reply.json(200, "{\"code\":65535,\"message\":\"" + echo + "\"}")
                      .with("X-Echo", TOKEN)));
    }
    sandbox
        .on("partitions/drop")
        .forPartition("may")
        .react(
            Reaction.answer(
                Reply.html(502, "<pre>Authorization: Bearer " + TOKEN + "</pre>")
                    .with("X-Echo", "Basic " + base64(TOKEN))));
  }

  @Slow
  @Test
  void aWrongTokenShowsNowhere() {
    try (Sandbox sandbox = guarded().start()) {
      Installation here = talkative(sandbox).variable("MILVUS_TOKEN", WRONG);
      sandbox
          .onEvery()
          .react(
              Reaction.answer(
                  Reply.json(401, "{\"code\":1800,\"message\":\"no user has " + WRONG + "\"}")));
      for (String command : List.of("check", "plan", "run", "run --output json", "rerun")) {
        assertThat(run(here, command).exit()).as(command).isEqualTo(6);
      }
      run(here, "runs");
      run(here, "show 1");
      assertThat(leaks(here)).isEmpty();
    }
  }

  @Slow
  @Test
  void neitherDoesATokenThatCannotBeSent() {
    try (Sandbox sandbox = guarded().start()) {
      Installation here = talkative(sandbox).variable("MILVUS_TOKEN", WRONG + "\u00e4");
      assertThat(run(here, "run").exit()).isEqualTo(2);
      assertThat(seen).noneMatch(text -> text.contains("N0t-The-Right-0ne"));
    }
  }

  @Slow
  @Test
  void thePagesOfTheDaemonShowNone() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Sandbox sandbox = guarded().start()) {
      Installation here = talkative(sandbox).variable("SERVER_PORT", String.valueOf(port));
      Thread daemon = new Thread(() -> run(here, "serve"));
      daemon.start();
      try {
        await()
            .atMost(Duration.ofMinutes(3))
            .ignoreExceptions()
            // The first to answer is not the last to be ready.
            .until(
                () ->
                    get(port, "prometheus").statusCode() == 200
                        && get(port, "health").statusCode() == 200);
        for (String page :
            List.of("health", "info", "prometheus", "metrics", "env", "configprops", "loggers")) {
          HttpResponse<String> answer = get(port, page);
          assertThat(answer.statusCode()).as(page).isIn(200, 404);
          seen.add(answer.headers() + answer.body());
        }
      } finally {
        daemon.interrupt();
        daemon.join();
      }
      assertThat(leaks(here)).isEmpty();
    }
  }

  private static HttpResponse<String> get(int port, String page) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + page);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Slow
  @Test
  void noCallNoSecret() throws Exception {
    TestCertificate certificate =
        TestCertificate.selfSigned(directory.resolve("it.p12"), "ip:127.0.0.1");
    try (Sandbox sandbox = guarded().tls(certificate.server()).start()) {
      Installation here = talkative(sandbox);
      assertThat(run(here, "run").exit()).isEqualTo(6);
      assertThat(leaks(here)).isEmpty();
    }
  }
}
