package io.github.milvusretention.console.access;

import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.rules.console.ConsoleRules;
import java.util.Optional;

/** Whether nobody may act at the pages, whatever the roles. */
public final class Closed {
  private Closed() {}

  /** Why, in a sentence; empty if somebody may. */
  public static Optional<String> why(ConsoleRules rules) {
    if (!rules.hasLogIn()) {
      return Optional.of(Refusal.NO_USERS.message());
    }
    return rules.readOnly() ? Optional.of(Refusal.READ_ONLY.message()) : Optional.empty();
  }
}
