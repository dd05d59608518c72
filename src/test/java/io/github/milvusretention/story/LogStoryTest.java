package io.github.milvusretention.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.tier.Slow;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process logs, and where: a process of its own, as tests have another configuration. */
@Slow
class LogStoryTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String ECS = "ecs";

  private final Sandbox milvus =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();

  @TempDir Path directory;

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(
        directory.resolve("retention.yaml"),
        Installation.RULES + "      schedule: \"0 0 0 29 2 ?\"\n");
  }

  @AfterEach
  void stop() {
    milvus.close();
  }

  private Process start(@Nullable String format, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath()));
    command.add(MilvusRetention.class.getName());
    command.addAll(List.of("--config", "retention.yaml"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("MILVUS_URI", milvus.uri().toString());
    environment.put("MILVUS_TOKEN", Installation.TOKEN);
    environment.put("SERVER_PORT", "0");
    if (format != null) {
      environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", format);
    }
    return builder.start();
  }

  /** Without what only tests have. */
  private static String classPath() throws URISyntaxException {
    Path main =
        Path.of(MilvusRetention.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Stream<String> libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"));
    return Stream.concat(Stream.of(main.toString()), libraries)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Ended run(@Nullable String format, String... arguments) throws Exception {
    int exit = start(format, arguments).waitFor();
    return new Ended(exit, text("out"), text("err"));
  }

  private String text(String stream) throws IOException {
    return Files.readString(directory.resolve(stream), UTF_8);
  }

  /** Each line is one. */
  private static List<JsonNode> events(String log) {
    return log.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  private static List<JsonNode> events(String log, String action) {
    return events(log).stream()
        .filter(event -> event.at("/event/action").asString("").equals(action))
        .toList();
  }

  @Test
  void aRunIsToldToMachinesOnStderrWithFieldsAndTheAnswerOnStdout() throws Exception {
    milvus.on("partitions/drop").forPartition("march").react(Reaction.error(65535, "no\u001b[2J"));

    Ended ran = run(ECS, "run", "--output", "json");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.only().get("dropped").intValue()).isEqualTo(6);
    assertThat(events(ran.err()))
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(event.at("/service/name").asString()).isEqualTo("milvus-retention"));
    JsonNode started = events(ran.err(), "started").get(0);
    assertThat(started.get("version").asString()).isNotEmpty();
    assertThat(started.get("rules").asString())
        .isEqualTo(directory.toRealPath().resolve("retention.yaml").toString());
    assertThat(started.get("repository").asString())
        .isEqualTo("in " + directory.toRealPath().resolve("data"));
    assertThat(started.get("policies").get(0).asString()).isEqualTo("quick-setup");

    JsonNode begun = events(ran.err(), "run-started").get(0);
    assertThat(begun.get("policy").asString()).isEqualTo("quick-setup");
    assertThat(begun.get("execution").intValue()).isEqualTo(1);
    assertThat(begun.get("message").asString()).startsWith("run 1 started: quick-setup as of 20");

    List<JsonNode> results = events(ran.err(), "partition-result");
    assertThat(results).hasSize(7);
    assertThat(results.get(0).get("collection").asString()).isEqualTo("quick_setup");
    assertThat(results.get(0).get("partition").asString()).isEqualTo("january");
    assertThat(results.get(0).get("state").asString()).isEqualTo("DROPPED");
    assertThat(results.get(0).get("execution").intValue()).isEqualTo(1);
    assertThat(results.get(0).at("/event/outcome").asString()).isEqualTo("success");
    assertThat(results)
        .filteredOn(result -> result.at("/event/outcome").asString().equals("failure"))
        .singleElement()
        .satisfies(
            march -> {
              assertThat(march.get("partition").asString()).isEqualTo("march");
              assertThat(march.at("/log/level").asString()).isEqualTo("WARN");
            });

    JsonNode ended = events(ran.err(), "run-ended").get(0);
    assertThat(ended.at("/event/outcome").asString()).isEqualTo("failure");
    assertThat(ended.get("exitCode").intValue()).isEqualTo(3);
    assertThat(ended.get("policy").asString()).isEqualTo("quick-setup");
    assertThat(ran.err()).doesNotContain("\u001b", Installation.TOKEN);
  }

  @Test
  void aDaemonSaysWhatItIsAndLibrariesAreQuiet() throws Exception {
    Process daemon = start(ECS, "serve");
    try {
      await().atMost(TIMEOUT).until(() -> text("err").contains("job repository in"));
    } finally {
      daemon.destroy();
      daemon.waitFor();
    }

    assertThat(text("out")).isEmpty();
    List<JsonNode> all = events(text("err"));
    assertThat(all)
        .extracting(event -> event.at("/log/logger").asString())
        .allMatch(
            logger ->
                logger.startsWith("io.github.milvusretention.")
                    || logger.endsWith(".TomcatWebServer"));
    assertThat(events(text("err"), "started")).hasSize(1);
  }

  @Test
  void aFormatThatIsNotKnownIsRefusedWithItsCure() throws Exception {
    Ended refused = run("ecss", "run");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "the log format \"ecss\" is not known; set LOGGING_STRUCTURED_FORMAT_CONSOLE to ecs,"
                + " gelf or logstash, or leave it unset for lines of text\n");
  }
}
