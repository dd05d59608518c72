package io.github.milvusretention.console.web.asking;

/** Too much is being asked now. The message says so in one sentence; later it may be answered. */
public final class Busy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  public Busy(String message) {
    super(message, null, false, false);
    this.sentence = message;
  }

  @Override
  public String getMessage() {
    return sentence;
  }
}
