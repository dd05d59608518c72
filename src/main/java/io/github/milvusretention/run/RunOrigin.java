package io.github.milvusretention.run;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who or what asked for a run.
 *
 * @param requestedBy a user at a machine, a schedule, or a daemon
 * @param reason why, in that person's words; may be empty
 * @param watched whether a person started it at a terminal, and sees what it says
 */
public record RunOrigin(Trigger trigger, String requestedBy, String reason, boolean watched) {
  private static final Pattern MARKS = Pattern.compile("[^\\p{L}\\p{N}]");

  /** That of a run that nobody watches. */
  public RunOrigin(Trigger trigger, String requestedBy, String reason) {
    this(trigger, requestedBy, reason, false);
  }

  /** Whether a person asked, and no schedule and no daemon. */
  public boolean byPerson() {
    return trigger == Trigger.MANUAL || trigger == Trigger.RERUN;
  }

  /**
   * The same user at another machine, or in the console, is the same person; so is one whose name
   * at a provider of log-ins has a domain too, before it or after it, or other marks between its
   * letters: {@code ann.lee@example.org}, {@code EXAMPLE\\ann_lee} and {@code ann-lee}. Where it is
   * not certain that there are two people, there is one.
   */
  public static String user(String requestedBy) {
    int at = requestedBy.indexOf('@');
    String name = (at < 0 ? requestedBy : requestedBy.substring(0, at)).toLowerCase(Locale.ROOT);
    int domain = Math.max(name.lastIndexOf('\\'), name.lastIndexOf('/'));
    String letters = MARKS.matcher(name.substring(domain + 1)).replaceAll("");
    return letters.isEmpty() ? name : letters;
  }
}
