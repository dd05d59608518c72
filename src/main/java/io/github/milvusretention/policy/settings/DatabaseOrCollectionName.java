package io.github.milvusretention.policy.settings;

import io.github.milvusretention.period.RuleException;

/**
 * What Milvus allows as the name of a database, a collection or an alias: a letter or {@code _},
 * then letters, digits and {@code _}, all of them ASCII, 255 at most. Until Milvus 2.1 {@code $}
 * was allowed too, and such a collection may still be there. An exclusion that could match nothing
 * would leave the collection that it was meant for among those that are worked on.
 */
final class DatabaseOrCollectionName {
  private static final int LONGEST = 255;
  private static final String EXAMPLE = "write a name such as docs, or a glob such as docs_*";
  private static final String ALLOWED =
      "names in Milvus have letters from a to z, digits and _; * stands for any text and ? for any"
          + " one character";

  private DatabaseOrCollectionName() {}

  /**
   * Refuses a name or glob that no name could match.
   *
   * @throws RuleException with the cure
   */
  static void refuseImpossible(String glob) {
    if (glob.isBlank() || glob.chars().anyMatch(Character::isWhitespace)) {
      throw new RuleException(
          "a name or glob is empty or has a space in it: \"" + shortened(glob) + "\"", EXAMPLE);
    }
    if (glob.length() > LONGEST) {
      throw new RuleException(
          "is longer than any name in Milvus: " + glob.length() + " characters",
          "a name has at most " + LONGEST);
    }
    for (int i = 0; i < glob.length(); i++) {
      if (!allows(glob.charAt(i))) {
        int c = glob.codePointAt(i);
        throw new RuleException(
            "\"" + glob + "\" has " + shown(c) + " in it, which no name in Milvus can hold",
            cure(c));
      }
    }
    if (isDigit(glob.charAt(0)) || glob.charAt(0) == '$') {
      throw new RuleException(
          "\"" + glob + "\" begins with " + glob.charAt(0) + ", which no name in Milvus does",
          "names in Milvus begin with a letter or _");
    }
  }

  private static boolean allows(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || "_$*?".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String cure(int c) {
    return switch (c) {
      case ',', ';' ->
          "write each name as an item of its own: [\"logs_a\", \"logs_b\"]; a policy has one"
              + " database";
      case '.' -> "write the collection alone, and its database into database:";
      case '!' -> "write what is to be left out into exclude-collections, without !";
      default -> ALLOWED;
    };
  }

  /** As a reader can see it. */
  private static String shown(int c) {
    return c > ' ' && c <= '~' ? Character.toString(c) : "U+%04X".formatted(c);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
