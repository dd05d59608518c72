package io.github.milvusretention.cli.runs;

import picocli.CommandLine.Option;

/** The option of the commands that make a plan. */
final class RowsOption {
  @Option(
      names = "--no-rows",
      description = "Do not ask how many rows the expired partitions have: one call less for each.")
  private boolean none;

  boolean count() {
    return !none;
  }
}
