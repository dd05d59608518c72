package io.github.milvusretention.cli.output;

import static java.lang.Character.isHighSurrogate;

import io.github.milvusretention.text.Visible;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * stdout or stderr, which shows nothing but {@link Visible} text, and remembers the first failure:
 * a PrintWriter on top of it would only say that there was one.
 */
public final class Terminal extends FilterWriter {
  private @Nullable IOException failure;

  /** A character whose second half comes with the next write: a writer may cut anywhere. */
  private String begun = "";

  public Terminal(Writer stream) {
    super(stream);
  }

  @Override
  public void write(int unit) throws IOException {
    write(String.valueOf((char) unit));
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length));
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    String whole = begun + text.substring(from, from + length);
    int end = whole.length();
    if (end > 0 && (whole.charAt(end - 1) == '\r' || isHighSurrogate(whole.charAt(end - 1)))) {
      end--;
    }
    begun = whole.substring(end);
    show(whole.substring(0, end));
  }

  @Override
  public void flush() throws IOException {
    String rest = begun;
    begun = "";
    show(rest);
    noting(out::flush);
  }

  private void show(String text) throws IOException {
    if (!text.isEmpty()) {
      noting(() -> out.write(Visible.lines(text)));
    }
  }

  private interface Output {
    void run() throws IOException;
  }

  private void noting(Output output) throws IOException {
    try {
      output.run();
    } catch (IOException e) {
      failure = Objects.requireNonNullElse(failure, e);
      throw e;
    }
  }

  /** Why not everything that was written has arrived. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }
}
