package io.github.milvusretention.job.launch;

import java.util.Optional;

/** Asked right before each run is started or continued. */
public interface LaunchPermit {
  /** For what a person asked for by hand. */
  LaunchPermit ALWAYS = policy -> Optional.empty();

  /** Why no run of that policy may be launched now; empty if it may. */
  Optional<String> objection(String policy);

  /** Throws {@link Withheld} if there is an objection. */
  default void check(String policy) {
    objection(policy)
        .ifPresent(
            why -> {
              throw new Withheld(why);
            });
  }

  /** A run was not launched; the message says why. */
  final class Withheld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Withheld(String why) {
      super(why);
    }
  }
}
