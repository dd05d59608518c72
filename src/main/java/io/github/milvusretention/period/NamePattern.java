package io.github.milvusretention.period;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A java.time pattern that a whole partition name must match to stand for a period.
 *
 * <p>Strict and case-insensitive. {@code yyyy} means {@code uuuu}, and years have four digits, or
 * two that mean 2000 to 2099. A name matches only if formatting its period returns the same name
 * (ignoring case, and accents and dots of texts), so that {@code 2026-02-30}, {@code 2025w53}, or
 * {@code 2026-1-5} for {@code uuuu-MM-dd} are never read as a similar date. A {@code *} at one end
 * stands for any text. Two patterns are equal if their text and locale are.
 */
public final class NamePattern {
  private static final LocalDate FIRST_SAMPLE = LocalDate.of(PatternShape.STAND_IN_YEAR, 1, 1);

  private final String text;
  private final Locale locale;
  private final Unit unit;
  private final boolean cyclic;
  private final NameFormat format;
  private final @Nullable StarEnd star;

  private NamePattern(String text, Locale locale, List<PatternPiece> pieces) {
    Set<PatternField> fields = fields(pieces);
    PatternShape shape = PatternShape.of(fields);
    this.text = text;
    this.locale = locale;
    this.unit = fields.contains(PatternField.HOUR) ? Unit.HOUR : shape.unit();
    this.cyclic = shape.cyclic();
    this.star = StarEnd.of(pieces, cyclic);
    this.format =
        new NameFormat(
            pieces.stream().filter(piece -> !(piece instanceof PatternPiece.Star)).toList(),
            shape,
            locale);
  }

  /** Throws {@link RuleException} for a pattern that does not identify one period. */
  public static NamePattern of(String pattern, Locale locale) {
    try {
      new DateTimeFormatterBuilder().appendPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw refuse(
          pattern, "is not a java.time pattern: " + e.getMessage(), "write for example uuuu-MM-dd");
    }
    try {
      List<PatternPiece> pieces = PatternPiece.split(pattern);
      PatternCheck.stars(pieces);
      PatternCheck.widths(pieces);
      NamePattern created = new NamePattern(pattern, locale, pieces);
      created.checkReadsWhatItWrites();
      PatternCheck.names(pieces, locale);
      return created;
    } catch (RuleException e) {
      throw refuse(pattern, e.problem(), e.cure());
    }
  }

  /** As written in the rules. */
  public String text() {
    return text;
  }

  public Unit unit() {
    return unit;
  }

  /** Whether names have no year, so that "january" repeats every year. */
  public boolean cyclic() {
    return cyclic;
  }

  /** What the name stands for by this pattern. */
  public NameMatch read(String name) {
    if (star != null) {
      return star.read(name, format);
    }
    return format
        .start(name)
        .<NameMatch>map(start -> new NameMatch.One(start, ""))
        .orElseGet(NameMatch.None::new);
  }

  /**
   * The local start of the period that the name stands for; empty if the name does not match, or
   * not with certainty. For a cyclic pattern, the year is a placeholder.
   */
  public Optional<LocalDateTime> start(String name) {
    return read(name) instanceof NameMatch.One one ? Optional.of(one.start()) : Optional.empty();
  }

  /** Whether the name has the form of the pattern, even if it is not a date: 2026-02-30. */
  public boolean hasShape(String name) {
    return star == null ? format.hasShape(name) : star.hasShape(name, format);
  }

  /**
   * The name of the period that begins then, as the locale writes it.
   *
   * @param start local time; the first moment of a unit
   * @param series the text that {@code *} stands for; not read by a pattern without one
   */
  public String write(LocalDateTime start, String series) {
    String date = format.write(start);
    return star == null ? date : star.first() ? series + date : date + series;
  }

  private static Set<PatternField> fields(List<PatternPiece> pieces) {
    Set<PatternField> fields = EnumSet.noneOf(PatternField.class);
    for (PatternPiece piece : pieces) {
      if (piece instanceof PatternPiece.Run run) {
        fields.add(run.field());
      }
    }
    return fields;
  }

  /** A final check, for example for a text that two months share. */
  private void checkReadsWhatItWrites() {
    int days = cyclic && unit == Unit.DAY ? 7 : FIRST_SAMPLE.lengthOfYear();
    for (int day = 0; day < days; day++) {
      LocalDateTime start = unit.start(FIRST_SAMPLE.plusDays(day).atTime(day % 24, 0));
      String name = format.write(start);
      if (!format.start(name).equals(Optional.of(start))) {
        throw new RuleException(
            "writes " + start.toLocalDate() + " as \"" + name + "\" but cannot read it back",
            "use numbers, or texts that differ: MM, MMM or MMMM for months");
      }
    }
  }

  private static RuleException refuse(String pattern, String problem, String cure) {
    return new RuleException("partitions", "\"" + pattern + "\" " + problem, cure);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern
        && text.equals(pattern.text)
        && locale.equals(pattern.locale);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + locale.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  public Locale locale() {
    return locale;
  }
}
