package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import java.util.function.Function;

/** A count. */
final class WholeNumber {
  private WholeNumber() {}

  static Function<String, Integer> between(int least, int most) {
    return text -> {
      if (!text.matches("[0-9]{1,9}")) {
        throw new RuleException("\"" + text + "\" is not a whole number", cure(least, most));
      }
      int number = Integer.parseInt(text);
      if (number < least || number > most) {
        throw new RuleException(text + " is out of range", cure(least, most));
      }
      return number;
    };
  }

  private static String cure(int least, int most) {
    return "write a number from " + least + " to " + most;
  }
}
