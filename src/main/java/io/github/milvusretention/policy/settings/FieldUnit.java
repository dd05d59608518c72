package io.github.milvusretention.policy.settings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a field of the rows holds a time: as a number since 1970, or as a text in UTC. */
public enum FieldUnit {
  SECONDS(1),
  MILLIS(1_000),
  MICROS(1_000_000),
  /** {@code 2026-01-31T23:59:59Z}, with or without a fraction. */
  ISO(0);

  /** Between these no other unit has a believable time. */
  public static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** Without a Z, so that the same moment with a fraction is not before it. */
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String FORM = "____-__-__T%Z";

  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]{1,19}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

  private final int perSecond;

  FieldUnit(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Reads {@code seconds}, {@code millis}, {@code micros} or {@code iso}. */
  public static FieldUnit parse(String text) {
    return Words.oneOf(FieldUnit.class, text, "a unit of time in a field");
  }

  /** A filter of Milvus: rows whose field lies at or after that moment. */
  public String notBefore(String field, Instant moment) {
    return field + " >= " + literal(moment);
  }

  /**
   * A filter of Milvus: rows whose field certainly holds a time since 1990 and before that moment,
   * in this unit. No row without a value, and none in another unit, is among them.
   */
  public String before(String field, Instant moment) {
    String filter = notBefore(field, EARLIEST) + " and " + field + " < " + literal(moment);
    return this == ISO ? filter + " and " + field + " like \"" + FORM + "\"" : filter;
  }

  private String literal(Instant moment) {
    return this == ISO
        ? "\"" + TEXT.format(moment) + "\""
        : Long.toString(Math.multiplyExact(moment.getEpochSecond(), (long) perSecond));
  }

  /** What a value of the field says; empty if it cannot be believed. */
  public Optional<Instant> read(String value) {
    return moment(value).filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
  }

  private Optional<Instant> moment(String value) {
    if (this != ISO && !NUMBER.matcher(value).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          this == ISO
              ? Instant.parse(value)
              : Instant.ofEpochSecond(
                  new BigDecimal(value)
                      .divide(BigDecimal.valueOf(perSecond), 0, RoundingMode.FLOOR)
                      .longValueExact()));
    } catch (DateTimeException | ArithmeticException e) {
      // No time, or none that this machine can count to.
      return Optional.empty();
    }
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return Words.of(this);
  }
}
