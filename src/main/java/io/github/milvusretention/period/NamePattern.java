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
 * <p>Strict and case-insensitive; {@code yyyy} is read as {@code uuuu}; years have four digits, or
 * two that mean 2000 to 2099; a name counts only if the pattern would write the period in the same
 * way (letter case, and accents and dots of texts, aside), so that {@code 2026-02-30}, {@code
 * 2025w53} or {@code 2026-1-5} for {@code uuuu-MM-dd} are never read as something near. A {@code *}
 * at one end stands for any text. Equal if text and locale are.
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

  /** Throws {@link RuleException} for a pattern that could not name a period for certain. */
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
      NamePattern made = new NamePattern(pattern, locale, pieces);
      made.checkReadsWhatItWrites();
      PatternCheck.names(pieces, locale);
      return made;
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

  /** Whether names have no year, so that "january" comes round again. */
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
   * The local time at which the name's period begins; empty if the name is not this pattern's, or
   * not for certain. For a cyclic pattern the month or weekday is that of a stand-in year and means
   * no year.
   */
  public Optional<LocalDateTime> start(String name) {
    return read(name) instanceof NameMatch.One one ? Optional.of(one.start()) : Optional.empty();
  }

  /** Whether the name looks like the pattern's, though it may stand for no date: 2026-02-30. */
  public boolean hasShape(String name) {
    return star == null ? format.hasShape(name) : star.hasShape(name, format);
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

  /** The net under all other checks, such as a month's text that two months share. */
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
