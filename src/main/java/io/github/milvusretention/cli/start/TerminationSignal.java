package io.github.milvusretention.cli.start;

import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles SIGTERM, SIGINT and SIGHUP. Shutdown hooks cannot be used: they run concurrently, and H2
 * has one that closes its database while a run is still ending; with its automatic server this
 * cannot be switched off. Nor can a shutdown hook distinguish the first signal from the second.
 */
public final class TerminationSignal {
  /** Java leaves alone what the process was started to ignore, as by nohup. */
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private TerminationSignal() {}

  /** Calls {@code action} on the first signal; a second ends the process immediately. */
  public static void onFirst(Runnable action) {
    NAMES.forEach(name -> handle(name, action));
  }

  private static void handle(String name, Runnable action) {
    Signal.handle(
        new Signal(name),
        signal -> {
          NAMES.forEach(each -> Signal.handle(new Signal(each), SignalHandler.SIG_DFL));
          action.run();
        });
  }
}
