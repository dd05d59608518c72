package io.github.milvusretention.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A child process.
 *
 * @param log the file with its stdout and stderr
 */
record ChildProcess(Process process, Path log) {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** Waits for its exit code; kills it and throws if it does not end in time. */
  int awaitExit() {
    if (!endsWithin(TIMEOUT)) {
      kill();
      throw new IllegalStateException("a process hung and was killed" + output());
    }
    return process.exitValue();
  }

  /** Waits at most this long; returns whether it has ended. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends SIGKILL; returns when the process has ended. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends a signal such as STOP or CONT. */
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

  /** Resumes a process that paused at a crash point. */
  void resume() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOutput(String text) {
    Awaitility.await("output " + text)
        .atMost(TIMEOUT)
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

  /** Its output so far, starting on a new line. */
  String output() {
    try {
      return "\n" + Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
