package io.github.milvusretention.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A sandbox for manual tests. Prints its address to stderr and runs until it is killed:
 *
 * <pre>{@code
 * mvn -q spring-boot:test-run -Ddemo.class=io.github.milvusretention.sandbox.SandboxMain \
 *     -Dspring-boot.run.arguments="--port 19530 --token root:Milvus"
 * }</pre>
 */
@Command(
    name = "sandbox",
    description = "A Milvus REST v2 server in memory, on 127.0.0.1 only.",
    sortOptions = false)
public final class SandboxMain implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "19530",
      description = "The port; 0 for any free one." + " Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--token",
      defaultValue = "",
      description = "user:password. Default: no authorization")
  private String token = "";

  @Option(
      names = "--version",
      defaultValue = "2.6.19",
      description = "The Milvus release." + " Default: ${DEFAULT-VALUE}")
  private Version version = Version.V2_6_19;

  @Option(
      names = "--latency",
      defaultValue = "0ms",
      description = "The delay of every call, such" + " as 20ms")
  private Duration latency = Duration.ZERO;

  @Option(
      names = "--release-time",
      defaultValue = "0ms",
      description = "How long the release of loaded partitions takes, such as 1s on a real server")
  private Duration releaseTime = Duration.ZERO;

  @Option(
      names = "--collections",
      defaultValue = "0",
      description = "Create this many collections with daily partitions instead of quick_setup")
  private int collections;

  @Option(
      names = "--partitions-per-collection",
      defaultValue = "30",
      description = "For --collections. Default: ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--ending",
      description = "The day of the newest daily partition. Default:" + " today in UTC")
  private @Nullable LocalDate ending;

  @Option(names = "--help", usageHelp = true, description = "Show this help")
  @SuppressWarnings("UnusedVariable") // picocli sets it and acts on it
  private boolean help;

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SandboxMain())
        .registerConverter(Version.class, Version::of)
        .registerConverter(Duration.class, DurationStyle::detectAndParse);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Sandbox sandbox = start()) {
      System.err.printf("Milvus sandbox %s at %s%n", version.number(), sandbox.uri());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Sandbox start() {
    return Sandbox.builder()
        .version(version)
        .token(token)
        .port(port)
        .latency(latency)
        .releaseTime(releaseTime)
        .seed(this::seed)
        .start();
  }

  private void seed(Sandbox sandbox) {
    if (collections == 0) {
      States.quickSetup(sandbox);
    } else {
      LocalDate last = ending == null ? LocalDate.now(Clock.systemUTC()) : ending;
      States.daily(sandbox, collections, partitions, last);
    }
  }
}
