package io.github.milvusretention.cli.start.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
public final class Nearest {
  /** Of that many letters of a word, one may be wrong. */
  private static final int LETTERS_A_MISTAKE = 3;

  private Nearest() {}

  /** Empty if none is near. */
  public static Optional<String> to(String written, Collection<String> words) {
    return words.stream()
        .filter(word -> isNear(written, word))
        .min(Comparator.comparingInt(word -> mistakes(written, word)));
  }

  private static boolean isNear(String written, String word) {
    // Any two short options differ by one letter.
    return (written.length() >= LETTERS_A_MISTAKE
            && mistakes(written, word) <= Math.max(1, written.length() / LETTERS_A_MISTAKE))
        || (written.length() >= LETTERS_A_MISTAKE && word.startsWith(written));
  }

  /** How many letters are missing, too many, wrong, or changed places with their neighbours. */
  private static int mistakes(String written, String word) {
    int[][] least = new int[written.length() + 1][word.length() + 1];
    for (int i = 0; i <= written.length(); i++) {
      for (int j = 0; j <= word.length(); j++) {
        if (i == 0 || j == 0) {
          least[i][j] = i + j;
          continue;
        }
        int wrong = written.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
        least[i][j] =
            Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + wrong);
        if (i > 1
            && j > 1
            && written.charAt(i - 1) == word.charAt(j - 2)
            && written.charAt(i - 2) == word.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[written.length()][word.length()];
  }
}
