package io.github.milvusretention.cli.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** How wide the terminal is that stdout or stderr goes to, if it goes to one. */
public final class TerminalWidth {
  private static final int USUAL = 80;
  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private TerminalWidth() {}

  /** Columns; empty if stdout is no terminal. */
  public static OptionalInt ofStdout() {
    return of(STDOUT);
  }

  /**
   * Columns; empty if stderr is no terminal, or one that cannot rewrite a line.
   *
   * @param kind the variable TERM; may be empty
   */
  public static OptionalInt ofStderr(String kind) {
    return kind.isEmpty() || kind.equals("dumb") ? OptionalInt.empty() : of(STDERR);
  }

  private static OptionalInt of(Path stream) {
    try {
      // System.console() asks stdin and stdout together, of which one may be a file.
      Path device = Files.readSymbolicLink(stream);
      return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty")
          ? OptionalInt.of(columns(device.toFile()))
          : OptionalInt.empty();
    } catch (IOException | UnsupportedOperationException e) {
      // Not Linux: without a sure answer one line after the other is right.
      return OptionalInt.empty();
    }
  }

  /** The answer of stty is "rows columns"; 0 columns means that it does not know. */
  private static int columns(File device) {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(device)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] size =
          new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
      int columns = ended && size.length == 2 ? Integer.parseInt(size[1]) : 0;
      return columns > 0 ? columns : USUAL;
    } catch (IOException | NumberFormatException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
