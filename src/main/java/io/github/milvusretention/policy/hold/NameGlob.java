package io.github.milvusretention.policy.hold;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.settings.Glob;
import java.util.Locale;

/**
 * A name or a glob with {@code *} and {@code ?} in a hold: of a policy, a cluster, a database, a
 * collection or a partition. Letter case does not matter, although it does in Milvus: a hold that
 * is written a little wrong must rather cover too much.
 */
public record NameGlob(String text) {
  private static final String ALLOWED = "[A-Za-z0-9_$*?-]{1,255}";

  /** Throws {@link RuleException} for a text that no name could match. */
  public NameGlob {
    if (!text.matches(ALLOWED)) {
      throw new RuleException(
          "\"" + text + "\" is no name and no glob",
          "write letters, digits, _ and -; * stands for any text and ? for any one character");
    }
  }

  /** Whether it matches the whole name. */
  public boolean matches(String name) {
    return Glob.matches(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }

  /** Whether there is a name that both match. */
  boolean meets(Glob other) {
    return Glob.meet(text.toLowerCase(Locale.ROOT), other.text().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return text;
  }
}
