package io.github.milvusretention.rules.values;

import io.github.milvusretention.period.RuleException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.stream.Stream;

/** The language of month and weekday names, by its BCP 47 tag. */
public final class Language {
  private Language() {}

  public static Locale of(String text) {
    Locale locale = wellFormed(text);
    if (!isEnglish(locale)
        && Stream.of(Locale.getAvailableLocales()).noneMatch(l -> known(l, locale))) {
      throw new RuleException(
          "\"" + text + "\" is a language whose month names Java does not know",
          "write for example en, tr or fr");
    }
    return locale;
  }

  private static Locale wellFormed(String text) {
    try {
      return new Locale.Builder().setLanguageTag(text).build();
    } catch (IllformedLocaleException e) {
      throw new RuleException(
          "\"" + text + "\" is not a language tag", "write for example en, tr or fr-FR");
    }
  }

  /** Every Java knows it, and a command has no time to ask which others this one knows. */
  private static boolean isEnglish(Locale locale) {
    return locale.getLanguage().equals("en");
  }

  private static boolean known(Locale available, Locale locale) {
    return !locale.getLanguage().isEmpty() && available.getLanguage().equals(locale.getLanguage());
  }
}
