package io.github.milvusretention.cli.output;

import io.github.milvusretention.drop.DropsStarted;
import io.github.milvusretention.drop.PartitionSettled;
import java.io.PrintWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Shows a run at work: on a terminal one line that changes, elsewhere one line for each partition.
 * What went wrong gets a line of its own in both.
 */
public final class Progress implements ApplicationListener<PayloadApplicationEvent<?>> {
  private static final String TO_LINE_START = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean terminal;
  private int open;
  private int done;

  public Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void onApplicationEvent(PayloadApplicationEvent<?> event) {
    if (event.getPayload() instanceof DropsStarted begin) {
      open = begin.open();
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
            + settled.address()
            + " "
            + settled.state();
    boolean trouble = settled.why() != null && !settled.state().settled();
    String why = settled.why() == null ? "" : ": " + settled.why();
    if (!terminal) {
      err.println(line + why);
    } else if (trouble) {
      err.println(TO_LINE_START + line + why);
    } else {
      err.print(TO_LINE_START + line + (done == open ? System.lineSeparator() : ""));
    }
    err.flush();
  }
}
