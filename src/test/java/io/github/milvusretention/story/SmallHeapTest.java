package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Many names in a process of its own, whose heap is small. */
@EnabledIf("io.github.milvusretention.tier.Tier#isThorough")
class SmallHeapTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String RULES =
      """
      retention:
        clusters:
          sandbox:
            uri: %s
        policies:
          daily:
            cluster: sandbox
            collections: ["c*"]
            partitions: ["'p_'uuuu_MM_dd", "'x_'uuuu"]
            keep: P1000D
            still-written: off
            new-rules: off
            keep-newest: 0
            max-share: 100%%
      """;

  private final Path directory;
  private final Sandbox sandbox = Sandbox.builder().start();

  SmallHeapTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    Files.writeString(directory.resolve("retention.yaml"), RULES.formatted(sandbox.uri()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private record Ended(int exit, Path out, List<String> err) {}

  private Ended start(String heap, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + heap));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MilvusRetention.class.getName());
    command.addAll(List.of("--config", "retention.yaml"));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    int exit =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(exit, out, Files.readAllLines(err));
  }

  @Test
  void threeHundredThousandNamesOfManyCollections() throws IOException, InterruptedException {
    States.daily(sandbox, 300, 999, TODAY);

    Ended plan = start("80m", "plan", "--output", "json");

    assertThat(plan.exit()).as("%s", plan.err()).isZero();
    try (Stream<String> lines = Files.lines(plan.out())) {
      assertThat(lines.filter(line -> line.contains("\"partition\" : "))).hasSize(300_000);
    }
  }

  /** More than Milvus allows. */
  private void oneCollection(int names) {
    String today = "p_" + TODAY.toString().replace('-', '_');
    sandbox.createCollection("default", "c");
    sandbox.createPartitions("default", "c", "x_2001", today);
    Stream<String> days =
        IntStream.range(0, names - 2).mapToObj(i -> "not_dated_" + i * 7919 % 1_000_003);
    String all =
        Stream.concat(Stream.of("_default", "x_2001", today), days)
            .collect(Collectors.joining("\",\"", "[\"", "\"]"));
    sandbox.on("partitions/list").react(Reaction.data(all));
  }

  @Test
  void aHundredThousandNamesOfOneCollection() throws IOException, InterruptedException {
    oneCollection(100_000);

    Ended plan = start("256m", "plan", "--output", "json");

    assertThat(plan.exit()).as("%s", plan.err()).isZero();
    assertThat(Files.readString(plan.out()))
        .contains("\"EXPIRED\" : 1", "\"UNRECOGNISED\" : 99998");
  }

  @Test
  void aRunThatUsesItUpDropsNothingAndIsContinued() throws IOException, InterruptedException {
    oneCollection(100_000);

    Ended run = start("48m", "run");

    assertThat(run.exit()).as("%s", run.err()).isEqualTo(1);
    assertThat(run.err())
        .filteredOn(line -> line.contains("the memory of this process is used up"))
        .hasSize(1);
    assertThat(run.err()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    assertThat(sandbox.mutations()).isEmpty();
    sandbox.heal();

    assertThat(start("256m", "rerun").exit()).isZero();

    assertThat(sandbox.callsTo("partitions/drop")).hasSize(1);
  }
}
