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
import java.util.regex.Matcher;
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

  private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\(");
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
            max-drops: 1000000
            max-share: 100%%
      """;

  private final Path directory;
  private final Path jar = Path.of("target", "milvus-retention.jar").toAbsolutePath();
  private final int runs = number("BENCH_RUNS", 3);
  private final int collections = number("BENCH_COLLECTIONS", 1000);
  private final int names = number("BENCH_NAMES", 1024);
  private final String heap = System.getenv().getOrDefault("BENCH_HEAP", "256m");

  private record Taken(Measure process, long heapPeak, long heapLeast) {}

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
    Map<String, String> commands = new LinkedHashMap<>();
    commands.put("JSON", "plan --output json");
    commands.put("JSON, no rows", "plan --output json --no-rows");
    commands.put("table, no rows", "plan --no-rows");
    commands.put("run refused", "run --again --no-rows");
    commands.remove("run refused");
    List<Integer> sizes = List.of(names / 2, names);
    Map<String, List<Taken>> taken = new LinkedHashMap<>();
    for (int each : sizes) {
      try (Sandbox sandbox = sandbox(each)) {
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.writeString(
            config.resolve("retention.yaml"),
            RULES.formatted(sandbox.uri(), each - each / DUE - 1));
        for (Map.Entry<String, String> command : commands.entrySet()) {
          for (int i = 0; i < runs; i++) {
            taken
                .computeIfAbsent(command.getKey() + " " + each, key -> new ArrayList<>())
                .add(take(command.getValue()));
          }
        }
      }
    }
    System.out.printf(
        "Medians of %d runs with -Xmx%s; %d collections, one name in %d due%n",
        runs, heap, collections, DUE);
    System.out.printf(
        "%-28s %8s %10s %12s %12s%n", "", "seconds", "ratio", "RSS MB", "heap live MB");
    for (String command : commands.keySet()) {
      double once = 0;
      for (int each : sizes) {
        List<Taken> of = taken.get(command + " " + each);
        double seconds = median(of.stream().map(t -> t.process().seconds()).toList());
        System.out.printf(
            Locale.ROOT,
            "%-28s %8.2f %10s %12.0f %12.0f%n",
            command + ", " + each + " each",
            seconds,
            once == 0 ? "" : "%.2f".formatted(seconds / once),
            median(of.stream().map(t -> t.process().peakMegabytes()).toList()),
            median(of.stream().map(t -> (double) t.heapLeast()).toList()));
        once = seconds;
      }
    }
  }

  private Sandbox sandbox(int each) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return Sandbox.builder().seed(seeded -> States.daily(seeded, collections, each, today)).start();
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
    long peak = 0;
    long live = 0;
    for (String entry : Files.readAllLines(log)) {
      Matcher collected = COLLECTED.matcher(entry);
      if (collected.find()) {
        peak = Math.max(peak, Long.parseLong(collected.group(1)));
        live = Math.max(live, Long.parseLong(collected.group(2)));
      }
    }
    return new Taken(process, peak, live);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
