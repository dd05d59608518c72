package io.github.milvusretention.cli.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Whether a person can be sitting at a terminal: cron, systemd and Kubernetes give none. */
public final class StandardInput {
  private static final Path LINUX = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /** False where it cannot be told. */
  public static boolean isTerminal() {
    try {
      String device = Files.readSymbolicLink(LINUX).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return elsewhere();
    }
  }

  /** System.console() would not do: it also wants stdout, which may be piped into a pager. */
  private static boolean elsewhere() {
    try {
      Process test =
          new ProcessBuilder("test", "-t", "0")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectErrorStream(true)
              .start();
      return test.waitFor(1, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
