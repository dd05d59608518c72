package io.github.milvusretention.cli.output;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What answers are shown on. */
public interface Screen {
  /** How many columns its terminal has; empty if answers go to a file or to another program. */
  OptionalInt columns();

  /** The format that was asked for before the command; null if none was. */
  OutputOption.@Nullable Format format();
}
