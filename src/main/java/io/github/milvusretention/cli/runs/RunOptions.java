package io.github.milvusretention.cli.runs;

import io.github.milvusretention.cli.start.failure.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that start or continue a run. */
final class RunOptions {
  private static final int MAX_REASON_LENGTH = 500;

  @Option(
      names = "--accept",
      paramLabel = "DIGEST",
      description =
          "Accept exactly the plan with this digest although a guard refuses it, once, within 24"
              + " hours after it was made.")
  private @Nullable String accept;

  @Option(
      names = "--reason",
      paramLabel = "T",
      description = "The reason for this run; stored" + " with it.")
  private String reason = "";

  @Mixin RowsOption rows = new RowsOption();

  boolean countRows() {
    return rows.count();
  }

  /** The validated digest; null if none was given. Throws {@link UsageException}. */
  @Nullable String accept() {
    if (accept != null && !accept.matches("sha256:[0-9a-f]{64}")) {
      throw new UsageException(
          "--accept expects the digest that plan prints: sha256: and 64 hex" + " digits");
    }
    return accept;
  }

  /** The validated reason; may be empty. Throws {@link UsageException}. */
  String reason() {
    if (reason.length() > MAX_REASON_LENGTH) {
      throw new UsageException(
          "--reason may have at most " + MAX_REASON_LENGTH + " characters, not " + reason.length());
    }
    return reason;
  }
}
