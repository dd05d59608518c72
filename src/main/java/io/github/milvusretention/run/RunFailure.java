package io.github.milvusretention.run;

/** A run that ends for a known reason: one sentence, an exit, and no stack trace. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RunExit exit;
  private final String sentence;

  public RunFailure(RunExit exit, String message) {
    super(message, null, false, false);
    this.exit = exit;
    this.sentence = message;
  }

  /** A run that was asked to stop. */
  public static RunFailure stopped() {
    return new RunFailure(RunExit.STOPPED, "stopped; a rerun continues from here");
  }

  @Override
  public String getMessage() {
    return sentence;
  }

  public RunExit exit() {
    return exit;
  }
}
