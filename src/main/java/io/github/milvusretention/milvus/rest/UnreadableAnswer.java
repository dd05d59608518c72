package io.github.milvusretention.milvus.rest;

/** A success whose data is not what the route promises. Says what was missing. */
final class UnreadableAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableAnswer(String what) {
    super(what, null, false, false);
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
