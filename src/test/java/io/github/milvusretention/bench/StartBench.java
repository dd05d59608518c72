package io.github.milvusretention.bench;

import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * How long commands take from start to end, as ratios to {@code --version} of the jar, since a
 * machine's speed is not ours. After {@code mvn -DskipTests package}:
 *
 * <pre>mvn -q spring-boot:test-run -Ddemo.class=io.github.milvusretention.bench.StartBench</pre>
 *
 * <p>It takes from the environment {@code BENCH_RUNS}, how often each is run (7); {@code
 * BENCH_YARDSTICK}, another jar whose {@code --version} is one; {@code BENCH_JAVA}, the home of
 * another JDK for the launcher.
 */
public final class StartBench {
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
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P90D
            still-written: off
      """;

  private final Path directory;
  private final Path jar = Path.of("target", "milvus-retention.jar").toAbsolutePath();
  private final Path yardstick =
      Path.of(System.getenv().getOrDefault("BENCH_YARDSTICK", jar.toString())).toAbsolutePath();
  private final int runs = Integer.parseInt(System.getenv().getOrDefault("BENCH_RUNS", "7"));
  private final String javaHome = System.getProperty("java.home");
  private final String otherJava = System.getenv().getOrDefault("BENCH_JAVA", javaHome);

  private StartBench(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("milvus-retention-bench");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (Sandbox sandbox =
        Sandbox.builder().seed(seeded -> States.daily(seeded, 1, 5, today)).start()) {
      Files.createDirectory(directory.resolve("config"));
      Files.writeString(
          directory.resolve("config").resolve("retention.yaml"), RULES.formatted(sandbox.uri()));
      new StartBench(directory).measure();
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private void measure() throws IOException, InterruptedException {
    Map<String, List<String>> commands = commands(unpack());
    Map<String, List<Measure>> measures = new LinkedHashMap<>();
    // In turn, so that a machine that slows down slows all of them; the first round warms up.
    for (int round = 0; round <= runs; round++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        Measure measure = Measure.of(command.getValue(), environment(), directory);
        if (round > 0) {
          measures.computeIfAbsent(command.getKey(), key -> new ArrayList<>()).add(measure);
        }
      }
    }
    print(measures);
  }

  private Map<String, String> environment() {
    return Map.of("JAVA_HOME", otherJava, "MILVUS_RETENTION_JAVA_OPTS", "-Xmx256m");
  }

  private Map<String, List<String>> commands(Path launcher) {
    String java = Path.of(javaHome, "bin", "java").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(
        "one: --version of " + yardstick.getFileName(),
        List.of(java, "-jar", yardstick.toString(), "--version"));
    for (String line : List.of("--version", "runs", "run --again")) {
      commands.put("java -jar: " + line, with(List.of(java, "-jar", jar.toString()), line));
    }
    for (String line : List.of("--version", "runs", "run --again")) {
      commands.put("launcher: " + line, with(List.of(launcher.toString()), line));
    }
    return commands;
  }

  private static List<String> with(List<String> program, String line) {
    return Stream.concat(program.stream(), Stream.of(line.split(" "))).toList();
  }

  private Path unpack() throws IOException, InterruptedException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      Path packed =
          built.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
      Measure.of(List.of("tar", "-xzf", packed.toAbsolutePath().toString()), Map.of(), directory);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(folder -> folder.resolve("bin").resolve("milvus-retention"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow();
    }
  }

  private void print(Map<String, List<Measure>> measures) {
    List<Measure> one = measures.values().iterator().next();
    System.out.printf(
        "Medians of %d runs; java -jar on %s, the launcher on %s%n",
        runs,
        System.getProperty("java.version"),
        otherJava.equals(javaHome) ? "the same" : otherJava);
    System.out.printf("%-40s %8s %8s %9s%n", "", "seconds", "ratio", "peak MB");
    measures.forEach(
        (name, of) ->
            System.out.printf(
                Locale.ROOT,
                "%-40s %8.2f %8.2f %9.0f%n",
                name,
                median(of.stream().map(Measure::seconds).toList()),
                median(
                    IntStream.range(0, runs)
                        .mapToObj(i -> of.get(i).seconds() / one.get(i).seconds())
                        .toList()),
                median(of.stream().map(Measure::peakMegabytes).toList())));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
