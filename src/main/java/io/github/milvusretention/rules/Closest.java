package io.github.milvusretention.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody probably meant. */
final class Closest {
  private Closest() {}

  /** At most two letters away, and never so far that half of the word would be another. */
  static Optional<String> to(String word, Collection<String> known) {
    String lower = lower(word);
    int limit = Math.min(2, word.length() / 2);
    return known.stream()
        .filter(k -> Math.abs(k.length() - lower.length()) <= limit)
        .filter(k -> distance(lower, lower(k)) <= limit)
        .min(Comparator.comparing(k -> distance(lower, lower(k))));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Letters to insert, remove or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
