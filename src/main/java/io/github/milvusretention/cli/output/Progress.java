package io.github.milvusretention.cli.output;

import io.github.milvusretention.drop.DropsStarted;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Shows the progress of a run: on a terminal as one line that is updated, otherwise as one line for
 * each partition. Every failure gets its own line in both.
 */
public final class Progress implements ApplicationListener<PayloadApplicationEvent<?>> {
  private static final String TO_LINE_START = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean terminal;
  private int open;
  private int done;

  /**
   * @param err as it is: what this writes is visible text, but for its own control sequence
   */
  public Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void onApplicationEvent(PayloadApplicationEvent<?> event) {
    if (event.getPayload() instanceof DropsStarted started) {
      open = started.open();
      done = 0;
    } else if (event.getPayload() instanceof PartitionSettled settled) {
      done++;
      show(settled);
    }
  }

  private void show(PartitionSettled settled) {
    String line =
        settled.policy()
            + " "
            + done
            + "/"
            + open
            + " "
            + Visible.line(settled.address().toString())
            + " "
            + settled.state();
    boolean failed = settled.why() != null && !settled.state().settled();
    String why = settled.why() == null ? "" : ": " + Visible.line(settled.why());
    if (!terminal) {
      err.println(line + why);
    } else if (failed) {
      err.println(TO_LINE_START + line + why);
    } else {
      err.print(TO_LINE_START + line + (done == open ? System.lineSeparator() : ""));
    }
    err.flush();
  }
}
