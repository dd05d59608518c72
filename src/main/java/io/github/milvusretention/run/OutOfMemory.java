package io.github.milvusretention.run;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A heap that is too small, which a library may have wrapped into a failure of its own. */
public final class OutOfMemory {
  private OutOfMemory() {}

  /** The {@link #sentence}; empty for a failure of another kind. */
  public static Optional<String> told(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(OutOfMemoryError.class::isInstance)
        ? Optional.of(sentence())
        : Optional.empty();
  }

  /** What happened, with the cure. */
  public static String sentence() {
    return "the memory of this process is used up (a heap of at most "
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB); nothing more was dropped, and a run can be continued with rerun. Give it more, for"
        + " example with JAVA_TOOL_OPTIONS=-Xmx1g";
  }
}
