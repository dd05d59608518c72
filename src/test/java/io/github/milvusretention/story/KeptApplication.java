package io.github.milvusretention.story;

import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ApplicationEventMulticaster;

/**
 * One running application for the commands of a test, as long as they come one after the other with
 * the same rules and variables. Any other command gets one of its own: to start one takes longer
 * than most of what a test does with it.
 */
final class KeptApplication implements CommandContext.Starter, AutoCloseable {
  private record Cause(Rules rules, Map<String, String> environment) {}

  private @Nullable Cause cause;
  private @Nullable Application running;
  private boolean lent;

  @Override
  public synchronized Application start(CommandContext context, RulesOnDisk rules, boolean serve) {
    if (lent) {
      // What goes on beside a command is another process.
      return Application.start(context, rules, serve);
    }
    Cause now = new Cause(rules.rules(), context.environment());
    if (serve || !now.equals(cause)) {
      close();
    }
    if (serve) {
      return Application.start(context, rules, true);
    }
    Application application = running;
    if (application == null) {
      application = Application.start(context, rules, false);
      running = application;
      cause = now;
    }
    lent = true;
    return new Lent(application);
  }

  private synchronized void giveBack() {
    lent = false;
  }

  /** The next command starts an application, as in a new process. */
  @Override
  public synchronized void close() {
    Application application = running;
    running = null;
    cause = null;
    if (application != null) {
      application.close();
    }
  }

  private final class Lent extends Application {
    private final List<Progress> shown = new ArrayList<>();

    Lent(Application running) {
      super(running);
    }

    @Override
    public void show(Progress progress) {
      shown.add(progress);
      super.show(progress);
    }

    @Override
    public void close() {
      shown.forEach(get(ApplicationEventMulticaster.class)::removeApplicationListener);
      giveBack();
    }
  }
}
