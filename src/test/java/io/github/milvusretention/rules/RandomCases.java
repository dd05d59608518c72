package io.github.milvusretention.rules;

import io.github.milvusretention.tier.Tier;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Random input; a failure tells the seed that plays it again. */
final class RandomCases {
  private final SplittableRandom random;

  private RandomCases(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * @param thorough how often in the thorough tier; a tenth of it otherwise
   */
  static void times(int thorough, Consumer<RandomCases> test) {
    int count = Tier.isThorough() ? thorough : thorough / 10;
    long first = Long.getLong("random.seed", System.nanoTime());
    for (long seed = first; seed < first + count; seed++) {
      try {
        test.accept(new RandomCases(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("play again with -Drandom.seed=" + seed, e);
      }
    }
  }

  /** From 0 to less than {@code bound}. */
  int number(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return number(times) == 0;
  }

  <T> T of(List<T> choices) {
    return choices.get(number(choices.size()));
  }

  /** As many of these characters as there may be at most, or fewer. */
  String text(String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = number(longest + 1); i > 0; i--) {
      text.append(alphabet.charAt(number(alphabet.length())));
    }
    return text.toString();
  }
}
