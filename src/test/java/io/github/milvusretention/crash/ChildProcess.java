package io.github.milvusretention.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A running child.
 *
 * @param log where its output goes, both streams
 */
record ChildProcess(Process process, Path log) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Its exit code; a child that hangs is killed and is a failure. */
  int awaitExit() {
    if (!endsWithin(PATIENCE)) {
      kill();
      throw new IllegalStateException("a process hung and was killed" + output());
    }
    return process.exitValue();
  }

  /** Waits this long at most; returns whether it has ended by then. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGSTOP, SIGCONT and the like. */
  void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Lets it go on from where it stands still. */
  void goOn() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOutput(String text) {
    Awaitility.await("output " + text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (output().contains(text)) {
                return true;
              }
              if (!process.isAlive()) {
                throw new IllegalStateException("it ended without " + text + ":" + output());
              }
              return false;
            });
  }

  /** All it has written so far, on a line of its own. */
  String output() {
    try {
      return "\n" + Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
