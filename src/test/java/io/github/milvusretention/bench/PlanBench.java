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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * How much memory and time a plan of a million names takes, and how much longer it takes than one
 * of half as many. The program is a process of its own with a heap of 256 MB; the sandbox is not
 * measured. After {@code mvn -DskipTests package}:
 *
 * <pre>mvn -q spring-boot:test-run -Ddemo.class=io.github.milvusretention.bench.PlanBench</pre>
 *
 * <p>It takes from the environment {@code BENCH_RUNS}, how often each is run (3); {@code
 * BENCH_COLLECTIONS} (1000) and {@code BENCH_NAMES}, in each of them (1024); {@code BENCH_HEAP}
 * (256m).
 */
public final class PlanBench {
  /** One name in so many is due. */
  private static final int DUE = 64;

  private static final List<String> COMMANDS =
      List.of("plan --output json", "plan --output json --no-rows", "plan --no-rows");

  private static final Pattern COLLECTED = Pattern.compile("Pause .*M->(\\d+)M\\(");
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
            keep: P%dD
            still-written: off
            max-drops: 1000000
            max-share: 100%%
      """;

  private final Path directory;
  private final Path jar = Path.of("target", "milvus-retention.jar").toAbsolutePath();
  private final int runs = number("BENCH_RUNS", 3);
  private final int collections = number("BENCH_COLLECTIONS", 1000);
  private final int names = number("BENCH_NAMES", 1024);
  private final String heap = System.getenv().getOrDefault("BENCH_HEAP", "256m");

  private record Taken(Measure process, double liveHeap) {}

  private PlanBench(Path directory) {
    this.directory = directory;
  }

  private static int number(String variable, int otherwise) {
    String text = System.getenv(variable);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("milvus-retention-bench");
    try {
      new PlanBench(directory).measure();
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private void measure() throws IOException, InterruptedException {
    Map<String, List<Taken>> once = measure(names / 2);
    Map<String, List<Taken>> twice = measure(names);
    System.out.printf(
        "Medians of %d runs with -Xmx%s; %d collections, one name in %d due%n",
        runs, heap, collections, DUE);
    System.out.printf("%-48s %8s %8s %8s %13s%n", "", "seconds", "ratio", "RSS MB", "live heap MB");
    once.forEach(
        (command, of) -> {
          double before = seconds(of);
          List<Taken> then = twice.getOrDefault(command, List.of());
          print(command + ", " + names / 2 + " names each", of, 1);
          print(command + ", " + names + " names each", then, seconds(then) / before);
        });
  }

  private Map<String, List<Taken>> measure(int each) throws IOException, InterruptedException {
    Map<String, List<Taken>> taken = new LinkedHashMap<>();
    try (Sandbox sandbox = sandbox(each)) {
      Path config = Files.createDirectories(directory.resolve("config"));
      Files.writeString(
          config.resolve("retention.yaml"), RULES.formatted(sandbox.uri(), each - each / DUE - 1));
      for (int i = 0; i < runs; i++) {
        for (String command : COMMANDS) {
          taken.computeIfAbsent(command, key -> new ArrayList<>()).add(take(command));
        }
      }
    }
    return taken;
  }

  private static void print(String name, List<Taken> of, double ratio) {
    System.out.printf(
        Locale.ROOT,
        "%-48s %8.2f %8.2f %8.0f %13.0f%n",
        name,
        seconds(of),
        ratio,
        median(of.stream().map(t -> t.process().peakMegabytes())),
        median(of.stream().map(Taken::liveHeap)));
  }

  private static double seconds(List<Taken> of) {
    return median(of.stream().map(t -> t.process().seconds()));
  }

  private Sandbox sandbox(int each) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    // One of the names is _default.
    return Sandbox.builder()
        .seed(seeded -> States.daily(seeded, collections, each - 1, today))
        .start();
  }

  private Taken take(String line) throws IOException, InterruptedException {
    Path log = directory.resolve("gc.txt");
    Files.deleteIfExists(log);
    List<String> program =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-Xlog:gc:file=" + log,
            "-jar",
            jar.toString());
    Measure process =
        Measure.of(
            Stream.concat(program.stream(), Stream.of(line.split(" "))).toList(),
            Map.of(),
            directory);
    return new Taken(process, liveHeap(Files.readString(log)));
  }

  /** The most that a collection left, in MB. */
  private static double liveHeap(String log) {
    return COLLECTED
        .matcher(log)
        .results()
        .mapToDouble(collected -> Double.parseDouble(collected.group(1)))
        .max()
        .orElse(0);
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
