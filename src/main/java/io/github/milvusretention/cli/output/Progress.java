package io.github.milvusretention.cli.output;

import io.github.milvusretention.drop.DropBegins;
import io.github.milvusretention.drop.DropsStarted;
import io.github.milvusretention.drop.PartitionSettled;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.plan.list.CollectionsRead;
import io.github.milvusretention.text.Visible;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Shows the progress of a run: on a terminal as one line that is updated, otherwise as one line for
 * each partition. Every failure gets its own line in both.
 */
public final class Progress implements ApplicationListener<PayloadApplicationEvent<?>> {
  private final PrintWriter err;
  private final @Nullable ProgressLine line;
  private final LongSupplier nanos;
  private RecentPace pace;
  private int open;
  private int done;

  /**
   * @param err as it is: what this writes is visible text, but for its own control sequence
   * @param columns of the terminal; empty if there is none
   * @param nanos this machine's monotonic clock
   */
  public Progress(PrintWriter err, OptionalInt columns, LongSupplier nanos) {
    this.err = err;
    this.line = columns.isPresent() ? new ProgressLine(columns.getAsInt()) : null;
    this.nanos = nanos;
    this.pace = new RecentPace(nanos);
  }

  @Override
  public synchronized void onApplicationEvent(PayloadApplicationEvent<?> event) {
    Object payload = event.getPayload();
    if (payload instanceof CollectionsRead read) {
      reading(read);
    } else if (payload instanceof RunFinished) {
      clear();
    } else if (payload instanceof DropsStarted started) {
      open = started.open();
      done = 0;
      pace = new RecentPace(nanos);
      pace.done(0);
    } else if (payload instanceof DropBegins begins) {
      dropping(begins);
    } else if (payload instanceof PartitionSettled settled) {
      done++;
      pace.done(done);
      show(settled);
    }
  }

  private void reading(CollectionsRead read) {
    if (line != null) {
      boolean last = read.read() == read.of();
      String count = read.read() + "/" + read.of();
      update(
          last
              ? ProgressLine.away()
              : line.of(read.policy() + " collections ", count, " read", "", ""));
    }
  }

  private void dropping(DropBegins begins) {
    if (line != null) {
      update(
          line.of(
              begins.policy() + " ",
              done + "/" + open,
              " dropping ",
              Visible.line(begins.address().toString()),
              ProgressLine.pace(pace, open - done)));
    }
  }

  private void show(PartitionSettled settled) {
    String policy = settled.policy() + " ";
    String count = done + "/" + open;
    String name = Visible.line(settled.address().toString());
    String state = " " + settled.state();
    boolean failed = settled.why() != null && !settled.state().settled();
    String why = settled.why() == null ? "" : ": " + Visible.line(settled.why());
    if (line == null) {
      err.println(policy + count + " " + name + state + why);
      err.flush();
    } else if (failed) {
      err.println(ProgressLine.away() + policy + count + " " + name + state + why);
      err.flush();
    } else if (done == open) {
      update(line.of(policy, count, " ", name, state) + System.lineSeparator());
    } else {
      update(line.of(policy, count, " ", name, state + ProgressLine.pace(pace, open - done)));
    }
  }

  /** Makes room for what others write; to be called where something ends early. */
  public synchronized void clear() {
    if (line != null) {
      update(ProgressLine.away());
    }
  }

  private void update(String text) {
    err.print(text);
    err.flush();
  }
}
