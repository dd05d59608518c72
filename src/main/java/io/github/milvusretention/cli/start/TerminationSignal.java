package io.github.milvusretention.cli.start;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGTERM and SIGINT. The JVM's own way, shutdown hooks, run side by side, and H2 has one that
 * closes its database under a run that is being waited for; with its automatic server it cannot be
 * told not to. The JDK has no other way to tell a first signal from a second.
 */
public final class TerminationSignal {
  private TerminationSignal() {}

  /** Calls this at the first signal; a second ends the process at once, as a crash would. */
  public static void first(Runnable react) {
    handle("TERM", react);
    handle("INT", react);
  }

  private static void handle(String name, Runnable react) {
    Signal.handle(
        new Signal(name),
        signal -> {
          Signal.handle(new Signal("TERM"), SignalHandler.SIG_DFL);
          Signal.handle(new Signal("INT"), SignalHandler.SIG_DFL);
          react.run();
        });
  }
}
