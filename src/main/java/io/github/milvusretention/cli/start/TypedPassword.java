package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.start.failure.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A password from a terminal, which does not show it, or the first line of stdin. Never from the
 * command line, which other users of the machine and the shell's history can read.
 */
public final class TypedPassword {
  /** Far more than any password has: what is piped in by mistake is not read to its end. */
  private static final int LONGEST = 10_000;

  private TypedPassword() {}

  /** May be empty. Throws {@link UsageException}. */
  public static String read() {
    return StandardInput.isTerminal() ? typed() : line(System.in);
  }

  private static String typed() {
    Console console = System.console();
    if (console == null) {
      throw new UsageException(
          "a password is typed only where the answer goes to the terminal too;"
              + " do not redirect stdout, or pipe the password in");
    }
    char @Nullable [] first = console.readPassword("Password: ");
    // Ctrl-D: whoever wants to leave is not asked once more.
    char @Nullable [] again = first == null ? null : console.readPassword("Once more: ");
    if (first == null || again == null) {
      throw new UsageException("no password was typed; nothing is printed, start again");
    }
    if (!Arrays.equals(first, again)) {
      throw new UsageException("the two passwords differ; nothing is printed, start again");
    }
    return new String(first);
  }

  /** As browsers send it, in UTF-8. */
  static String line(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0 && b != '\n' && bytes.size() < LONGEST; b = in.read()) {
        bytes.write(b);
      }
      String line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    } catch (CharacterCodingException e) {
      throw new UsageException("what stdin has is not UTF-8, as browsers send a password");
    } catch (IOException e) {
      throw new UsageException("stdin cannot be read: " + e.getMessage());
    }
  }
}
