package io.github.milvusretention.run;

/** A run that ends for a known reason: one sentence, an exit, and no stack trace. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RunExit exit;
  private final String sentence;
  private final boolean ofRepository;

  public RunFailure(RunExit exit, String message) {
    this(exit, message, false);
  }

  private RunFailure(RunExit exit, String message, boolean ofRepository) {
    super(message, null, false, false);
    this.exit = exit;
    this.sentence = message;
    this.ofRepository = ofRepository;
  }

  /** What is kept in the repository cannot be used. */
  public static RunFailure ofRepository(String message) {
    return new RunFailure(RunExit.CLUSTER_UNUSABLE, message, true);
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

  /** Whether it is the repository that cannot be used, and not a cluster. */
  public boolean isOfRepository() {
    return ofRepository;
  }
}
