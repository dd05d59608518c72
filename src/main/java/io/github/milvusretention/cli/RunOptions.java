package io.github.milvusretention.cli;

import io.github.milvusretention.cli.start.UsageException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person says with a run that they ask for. */
final class RunOptions {
  private static final int LONGEST_REASON = 500;

  @Option(
      names = "--accept",
      paramLabel = "DIGEST",
      description = "Accept exactly the plan with this digest although a guard refuses it.")
  private @Nullable String accept;

  @Option(names = "--reason", paramLabel = "T", description = "Why; kept with the run.")
  private String reason = "";

  /** The digest, checked; null if there is none. Throws {@link UsageException}. */
  @Nullable String accept() {
    if (accept != null && !accept.matches("sha256:[0-9a-f]{64}")) {
      throw new UsageException("--accept wants the digest that plan shows: sha256: and 64 digits");
    }
    return accept;
  }

  /** The reason, checked; throws {@link UsageException}. */
  String reason() {
    if (reason.length() > LONGEST_REASON) {
      throw new UsageException(
          "--reason may have " + LONGEST_REASON + " characters, not " + reason.length());
    }
    return reason;
  }

  static String requestedBy() {
    return System.getProperty("user.name") + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
