package io.github.milvusretention.rules.values;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that somebody probably meant. */
public final class Closest {
  private Closest() {}

  /**
   * The cure for an unknown word.
   *
   * @param otherwise the cure if no known one is close
   */
  public static String didYouMean(String word, Collection<String> known, String otherwise) {
    return to(word, known).map(k -> "did you mean " + k + "?").orElse(otherwise);
  }

  /** At most two letters away, and never so far that half of the word would be another. */
  public static Optional<String> to(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    int limit = Math.min(2, word.length() / 2);
    return known.stream()
        .filter(k -> Math.abs(k.length() - lower.length()) <= limit)
        .filter(k -> distance(lower, k.toLowerCase(Locale.ROOT)) <= limit)
        .min(Comparator.comparing(k -> distance(lower, k.toLowerCase(Locale.ROOT))));
  }

  /** Letters to insert, remove or replace (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
