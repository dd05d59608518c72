package io.github.milvusretention.cli.output;

import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/** The answer of a command. A command whose answer was lost has not succeeded. */
public final class Answer {
  private final Terminal stdout;
  private final PrintWriter out;

  public Answer(Writer stdout) {
    this.stdout = new Terminal(stdout);
    this.out = new PrintWriter(this.stdout);
  }

  /** Where to write it. */
  public PrintWriter out() {
    return out;
  }

  /**
   * The exit code of the process.
   *
   * @param exit that of the command, which stays if it reports something more serious
   * @param json whether errors are told as JSON
   * @param err told if the answer was lost, unless its reader has just gone away
   */
  public int exit(int exit, boolean json, PrintWriter err) {
    out.flush();
    Optional<IOException> failure = stdout.failure();
    failure
        .map(lost -> String.valueOf(lost.getMessage()))
        .filter(why -> !why.startsWith("Broken pipe"))
        .ifPresent(
            why ->
                ErrorAnswer.print(
                    err,
                    json,
                    RunExit.ERROR.code(),
                    "the answer could not be written to stdout: " + Visible.line(why)));
    return exit == 0 && failure.isPresent() ? RunExit.ERROR.code() : exit;
  }
}
