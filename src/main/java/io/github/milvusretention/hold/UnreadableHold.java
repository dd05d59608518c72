package io.github.milvusretention.hold;

/** A hold that a newer version wrote, or that somebody changed. It may cover anything. */
final class UnreadableHold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableHold(String name, RuntimeException why) {
    super("hold " + name + " cannot be read: " + why.getMessage(), why);
  }
}
