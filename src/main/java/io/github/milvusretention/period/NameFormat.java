package io.github.milvusretention.period;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the dated part of a name, in each spelling of its texts. */
final class NameFormat {
  /** The first one writes texts as the locale does. */
  private final List<DateTimeFormatter> formatters = new ArrayList<>();

  /**
   * @param pieces without a star
   */
  NameFormat(List<PatternPiece> pieces, PatternShape shape, Locale locale) {
    formatters.add(formatter(pieces, List.of(), shape, locale));
    List<List<Map<Long, String>>> known = new ArrayList<>();
    known.add(
        texts(pieces).map(run -> Spelling.written(run.field(), run.letters(), locale)).toList());
    for (Spelling spelling : Spelling.values()) {
      List<Map<Long, String>> texts =
          texts(pieces).map(run -> spelling.texts(run.field(), run.letters(), locale)).toList();
      boolean reads = texts.stream().noneMatch(Map::isEmpty);
      if (spelling != Spelling.AS_WRITTEN && reads && !known.contains(texts)) {
        known.add(texts);
        formatters.add(formatter(pieces, texts, shape, locale));
      }
    }
  }

  /** Empty if no spelling reads all of the text, or if two read it differently. */
  Optional<LocalDateTime> start(String text) {
    @Nullable LocalDateTime found = null;
    for (DateTimeFormatter formatter : formatters) {
      Optional<LocalDateTime> start = start(text, formatter);
      if (start.isPresent()) {
        if (found != null && !found.equals(start.get())) {
          return Optional.empty();
        }
        found = start.get();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether the text looks like a date written so, though it may be none: 2026-02-30. */
  boolean hasShape(String text) {
    return formatters.stream().anyMatch(formatter -> hasShape(text, formatter));
  }

  /** As the locale writes it. */
  String write(LocalDateTime start) {
    return formatters.get(0).format(start);
  }

  private static Optional<LocalDateTime> start(String text, DateTimeFormatter formatter) {
    if (!hasShape(text, formatter)) {
      return Optional.empty();
    }
    try {
      LocalDateTime start = LocalDateTime.parse(text, formatter);
      return formatter.format(start).equalsIgnoreCase(text) ? Optional.of(start) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean hasShape(String text, DateTimeFormatter formatter) {
    ParsePosition position = new ParsePosition(0);
    return formatter.parseUnresolved(text, position) != null
        && position.getIndex() == text.length();
  }

  private static Stream<PatternPiece.Run> texts(List<PatternPiece> pieces) {
    return pieces.stream()
        .filter(PatternPiece.Run.class::isInstance)
        .map(PatternPiece.Run.class::cast)
        .filter(PatternPiece.Run::isText);
  }

  /**
   * @param texts for each run of letters that stands for a text; none to write them as the locale
   */
  private static DateTimeFormatter formatter(
      List<PatternPiece> pieces, List<Map<Long, String>> texts, PatternShape shape, Locale locale) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    int next = 0;
    for (PatternPiece piece : pieces) {
      if (!texts.isEmpty() && piece instanceof PatternPiece.Run run && run.isText()) {
        builder.appendText(run.field().field(), texts.get(next++));
      } else {
        piece.appendTo(builder);
      }
    }
    shape.appendDefaults(builder);
    return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
  }
}
