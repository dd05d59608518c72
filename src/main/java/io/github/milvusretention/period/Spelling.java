package io.github.milvusretention.period;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the texts of a locale may be spelled in a partition's name, which holds ASCII alone: {@code
 * février} as {@code fevrier}, {@code okt.} as {@code okt}.
 */
enum Spelling {
  AS_WRITTEN(false, false),
  WITHOUT_DOTS(true, false),
  WITHOUT_ACCENTS(false, true),
  PLAIN(true, true);

  /** Letters with a stroke, which Unicode does not take apart into a letter and an accent. */
  private static final Map<Character, Character> STROKES =
      Map.of('ł', 'l', 'Ł', 'L', 'đ', 'd', 'Đ', 'D', 'ø', 'o', 'Ø', 'O', 'ħ', 'h', 'Ħ', 'H');

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final LocalDate ANY_DAY = LocalDate.of(PatternShape.STAND_IN_YEAR, 1, 1);

  private final boolean withoutDots;
  private final boolean withoutAccents;

  Spelling(boolean withoutDots, boolean withoutAccents) {
    this.withoutDots = withoutDots;
    this.withoutAccents = withoutAccents;
  }

  String of(String text) {
    String dotless = withoutDots ? text.replace(".", "") : text;
    return withoutAccents ? plain(dotless) : dotless;
  }

  private static String plain(String text) {
    String letters =
        ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    StringBuilder plain = new StringBuilder(letters.length());
    letters.chars().forEach(c -> plain.append(STROKES.getOrDefault((char) c, (char) c)));
    return plain.toString();
  }

  /** The texts that the locale itself writes for the field, by the field's value. */
  static Map<Long, String> written(PatternField field, String letters, Locale locale) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder().appendPattern(letters).toFormatter(locale);
    Map<Long, String> texts = new LinkedHashMap<>();
    for (long value = 1; value <= field.field().range().getMaximum(); value++) {
      texts.put(value, formatter.format(ANY_DAY.with(field.field(), value)));
    }
    return texts;
  }

  /**
   * The texts in this spelling, by the field's value. Left out are those that no name can hold, and
   * those that, however spelled, short or in full, could be taken for another value's.
   */
  Map<Long, String> texts(PatternField field, String letters, Locale locale) {
    List<Map<Long, String>> styles = new ArrayList<>();
    field.textStyles().forEach(style -> styles.add(written(field, style, locale)));
    styles.add(written(field, letters, locale));
    Map<Long, String> texts = new LinkedHashMap<>(written(field, letters, locale));
    texts.replaceAll((value, text) -> of(text));
    texts
        .entrySet()
        .removeIf(
            text ->
                text.getValue().isEmpty()
                    || !MilvusName.canHold(text.getValue())
                    || isShared(text.getKey(), text.getValue(), styles));
    return texts;
  }

  /** Whether the text could be taken for the one of another value in one of these styles. */
  static boolean isShared(long value, String text, List<Map<Long, String>> styles) {
    for (Map<Long, String> style : styles) {
      for (Map.Entry<Long, String> other : style.entrySet()) {
        for (Spelling spelling : values()) {
          if (other.getKey() != value && spelling.of(other.getValue()).equalsIgnoreCase(text)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
