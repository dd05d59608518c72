package io.github.milvusretention.dist;

import java.io.IOException;

/** Prometheus's own checker of alerts and metrics. */
public final class Promtool {
  private static final Tool TOOL =
      new Tool(
          "promtool",
          "promtool is not on the PATH, so that alerts and metrics are not checked by it. Debian's"
              + " package prometheus has it; .ci/run shows how to get it alone");

  private Promtool() {}

  /** What it printed, and its exit code. */
  public record Ended(int exit, String output) {}

  /** Runs it with what it is to read on stdin. */
  public static Ended run(String stdin, String... arguments)
      throws IOException, InterruptedException {
    Tool.Ended ended = TOOL.run(stdin, arguments);
    return new Ended(ended.exit(), ended.output());
  }
}
