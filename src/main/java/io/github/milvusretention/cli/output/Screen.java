package io.github.milvusretention.cli.output;

import java.util.OptionalInt;

/** What answers are shown on. */
public interface Screen {
  /** How many columns its terminal has; empty if answers go to a file or to another program. */
  OptionalInt columns();
}
