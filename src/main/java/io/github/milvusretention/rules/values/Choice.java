package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The constants of an enum as the rules write them: in small letters, with dashes. */
public final class Choice {
  private static final Pattern NAME = Pattern.compile("[\\w-]{1,100}");

  private Choice() {}

  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant that is written so. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
    return Stream.of(type.getEnumConstants()).filter(each -> word(each).equals(text)).findFirst();
  }

  /**
   * The same, where several may be written.
   *
   * @param what such as "a role"
   * @throws RuleException for any other text, with the word that was probably meant
   */
  public static <E extends Enum<E>> E oneOfSome(Class<E> type, String text, String what) {
    List<String> words = Stream.of(type.getEnumConstants()).map(Choice::word).toList();
    return find(type, text)
        .orElseThrow(
            () ->
                new RuleException(
                    shown(text) + " is not " + what,
                    Closest.didYouMean(text, words, "write some of " + String.join(", ", words))));
  }

  /** What stands where a name belongs, in quotes; not if it may be an address, or a secret. */
  public static String shown(String text) {
    return NAME.matcher(text).matches() ? "\"" + text + "\"" : "what stands there";
  }
}
