package io.github.milvusretention.sandbox;

/** An operation that ends with an error envelope. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  Refused(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The text in the envelope: {@link #getMessage()}, but never null. */
  String text() {
    return String.valueOf(getMessage());
  }
}
