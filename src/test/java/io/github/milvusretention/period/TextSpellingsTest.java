package io.github.milvusretention.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusretention.tier.Slow;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of a locale, as a name of ASCII letters can hold them. */
class TextSpellingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // locale | pattern | name | the start of its period, nothing if the name cannot be read
        "fr | uuuu_MMMM | 2026_février | 2026-02-01T00:00",
        "fr | uuuu_MMMM | 2026_fevrier | 2026-02-01T00:00",
        "fr | uuuu_MMMM | 2026_FEVRIER | 2026-02-01T00:00",
        "fr | uuuu_MMMM | 2026_aout | 2026-08-01T00:00",
        "fr | uuuu_MMMM | 2026_decembre | 2026-12-01T00:00",
        "fr | uuuu_MMMM | 2026_fev |",
        "fr | uuuu_MMM | 2026_fevr | 2026-02-01T00:00",
        "fr | uuuu_MMM | 2026_janv | 2026-01-01T00:00",
        "fr | uuuu_MMM | 2026_juin | 2026-06-01T00:00",
        "fr | uuuu_MMM | 2026_juil | 2026-07-01T00:00",
        "fr | uuuu_MMM | 2026_jui |",
        "fr | uuuu_MMM | 2026_sept | 2026-09-01T00:00",
        "de | uuuu_MMM | 2026_okt | 2026-10-01T00:00",
        "de | uuuu_MMM | 2026_Okt. | 2026-10-01T00:00",
        "de | uuuu_MMM | 2026_OKT | 2026-10-01T00:00",
        "de | uuuu_MMM | 2026_marz | 2026-03-01T00:00",
        "de | uuuu_MMM | 2026_maerz |",
        "nl | uuuu_MMM | 2026_okt | 2026-10-01T00:00",
        "pl | uuuu_LLLL | 2026_pazdziernik | 2026-10-01T00:00",
        "pl | uuuu_LLLL | 2026_wrzesien | 2026-09-01T00:00",
        "da | EEEE | lordag | 2024-01-06T00:00",
        "hr | EEEE | cetvrtak | 2024-01-04T00:00",
        "es | EEEE | miercoles | 2024-01-03T00:00",
        "fr | uuuu-MM-dd-EEE | 2026-01-05-lun | 2026-01-05T00:00",
        "fr | uuuu-MM-dd-EEE | 2026-01-05-mar |",
        // The dotless i is the small letter of I, the dotted one of İ.
        "tr | uuuu_MMMM | 2026_agustos | 2026-08-01T00:00",
        "tr | uuuu_MMMM | 2026_AGUSTOS | 2026-08-01T00:00",
        "tr | uuuu_MMMM | 2026_subat | 2026-02-01T00:00",
        "tr | uuuu_MMMM | 2026_kasim | 2026-11-01T00:00",
        "tr | uuuu_MMMM | 2026_KASIM | 2026-11-01T00:00",
        "tr | uuuu_MMMM | 2026_aralik | 2026-12-01T00:00",
        "tr | uuuu_MMMM | 2026_HAZIRAN | 2026-06-01T00:00",
        "tr | uuuu_MMMM | 2026_haziran | 2026-06-01T00:00",
        "tr | uuuu_MMMM | 2026_eylul | 2026-09-01T00:00",
        "tr | uuuu_MMM | 2026_agu | 2026-08-01T00:00",
        "tr | EEEE | carsamba | 2024-01-03T00:00",
        // Another text than the locale's is none, though it looks like a shorter or longer one.
        "en | uuuu_MMM | 2026_sept |",
        "en-GB | uuuu_MMM | 2026_sep |",
      })
  void areReadWithoutAccentsAndDots(
      String locale, String pattern, String name, @Nullable String start) {
    assertThat(
            NamePattern.of(pattern, Locale.forLanguageTag(locale))
                .start(name)
                .map(LocalDateTime::toString))
        .isEqualTo(Optional.ofNullable(start));
  }

  @ParameterizedTest
  @CsvSource({
    "ru, MMMM, month, января",
    "ja, uuuu_MMM, month, 1月",
    "el, EEEE, weekday, Δευτέρα",
    "ca, uuuu_MMMM, month, de gener",
  })
  void areRefusedWhereNoneCanStandInAName(
      String locale, String pattern, String field, String text) {
    assertThatThrownBy(() -> NamePattern.of(pattern, Locale.forLanguageTag(locale)))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining(
            "\"" + pattern + "\" writes a " + field + " of locale " + locale + " as " + text)
        .hasMessageContaining("which no partition's name in Milvus can hold; use numbers");
  }

  @Test
  void areRefusedWhereOneIsAnotherWithoutItsAccents() {
    assertThatThrownBy(() -> NamePattern.of("uuuu_LLL", Locale.forLanguageTag("yo")))
        .hasMessageContaining("writes a month of locale yo as ")
        .hasMessageContaining(
            ", which another is without accents and dots; use numbers such as MM");
  }

  @Test
  void areReadWhereOnlySomeCanStandInAName() {
    assertThat(NamePattern.of("uuuu_LLLL", Locale.forLanguageTag("ca")).start("2026_gener"))
        .isPresent();
  }

  /**
   * In all languages that Java knows: what a pattern writes is read; without accents and dots it is
   * read as the same month or day, or not at all.
   */
  @Slow
  @ParameterizedTest
  @ValueSource(
      strings = {
        "uuuu_MMM",
        "uuuu_MMMM",
        "uuuu_LLL",
        "uuuu_LLLL",
        "MMMMuuuu",
        "MMM",
        "EEE",
        "EEEE"
      })
  void areNeverTakenForAnother(String pattern) {
    Set<List<String>> seen = new HashSet<>();
    int plain = 0;
    for (Locale locale : Locale.getAvailableLocales()) {
      List<LocalDateTime> starts = starts(pattern);
      DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern, locale);
      List<String> names = starts.stream().map(start -> start.format(writer)).toList();
      if (!seen.add(names)) {
        continue;
      }
      NamePattern reader;
      try {
        reader = NamePattern.of(pattern, locale);
      } catch (RuleException e) {
        continue;
      }
      for (int i = 0; i < starts.size(); i++) {
        String name = names.get(i);
        assertThat(reader.start(name)).as("%s in %s", name, locale).contains(starts.get(i));
        for (String other : others(name)) {
          if (!MilvusName.canHold(other)) {
            continue;
          }
          Optional<LocalDateTime> start = reader.start(other);
          assertThat(start.orElse(starts.get(i)))
              .as("%s for %s in %s", other, name, locale)
              .isEqualTo(starts.get(i));
          if (start.isPresent() && !other.equalsIgnoreCase(name)) {
            plain++;
          }
        }
      }
    }
    assertThat(plain).isGreaterThan(100);
  }

  private static List<LocalDateTime> starts(String pattern) {
    List<LocalDateTime> starts = new ArrayList<>();
    boolean weekdays = pattern.startsWith("E");
    LocalDateTime first = LocalDateTime.of(2024, 1, 1, 0, 0);
    for (int i = 0; i < (weekdays ? 7 : 12); i++) {
      starts.add(weekdays ? first.plusDays(i) : first.plusMonths(i));
    }
    return starts;
  }

  private static List<String> others(String name) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
    String unaccented = decomposed.replaceAll("\\p{M}", "");
    return Arrays.asList(
        name.replace(".", ""),
        unaccented,
        unaccented.replace(".", ""),
        unaccented.replace(".", "").toUpperCase(Locale.ROOT),
        unaccented.replace(".", "").toLowerCase(Locale.ROOT));
  }
}
