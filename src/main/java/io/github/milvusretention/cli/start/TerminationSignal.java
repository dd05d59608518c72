package io.github.milvusretention.cli.start;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles SIGTERM and SIGINT. Shutdown hooks cannot be used: they run concurrently, and H2 has one
 * that closes its database while a run is still ending; with its automatic server this cannot be
 * switched off. Nor can a shutdown hook distinguish the first signal from the second.
 */
public final class TerminationSignal {
  private TerminationSignal() {}

  /** Calls {@code action} on the first signal; a second ends the process immediately. */
  public static void onFirst(Runnable action) {
    handle("TERM", action);
    handle("INT", action);
  }

  private static void handle(String name, Runnable action) {
    Signal.handle(
        new Signal(name),
        signal -> {
          Signal.handle(new Signal("TERM"), SignalHandler.SIG_DFL);
          Signal.handle(new Signal("INT"), SignalHandler.SIG_DFL);
          action.run();
        });
  }
}
