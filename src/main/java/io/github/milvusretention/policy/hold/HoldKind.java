package io.github.milvusretention.policy.hold;

/** Who may lift a hold, and how. */
public enum HoldKind {
  /** Ends when it expires, or when anybody lifts it. */
  HOLD("hold"),
  /** Never expires; lifted only with a reason, and by somebody else than who placed it. */
  LEGAL("legal hold");

  private final String words;

  HoldKind(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
