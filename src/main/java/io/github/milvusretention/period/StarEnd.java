package io.github.milvusretention.period;

import io.github.milvusretention.period.PatternPiece.Run;
import io.github.milvusretention.period.PatternPiece.Star;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code *} at one end of a pattern, which stands for any text of at least one character.
 *
 * <p>It must be certain where that text ends. With {@code *uuMM} the end of {@code p20260112} could
 * be taken for December 2001, so a name is unclear where digits meet digits or letters meet letters
 * there, or where two places fit. And where the date has no year, or two digits of one, digits in
 * the text may be the rest of it: {@code january_2027} for {@code MMMM_*} is not any January.
 *
 * @param first whether the text comes before the date
 * @param wholeYear whether the date has a year of four digits
 */
record StarEnd(boolean first, boolean wholeYear) {
  /** Null if the pattern has none. */
  static @Nullable StarEnd of(List<PatternPiece> pieces, boolean cyclic) {
    boolean first = pieces.get(0) instanceof Star;
    if (!first && !(pieces.get(pieces.size() - 1) instanceof Star)) {
      return null;
    }
    boolean shortYear =
        pieces.stream().anyMatch(piece -> piece instanceof Run run && run.isTwoDigitYear());
    return new StarEnd(first, !cyclic && !shortYear);
  }

  private record Split(String series, String date, boolean visible) {}

  NameMatch read(String name, NameFormat format) {
    NameMatch match = new NameMatch.None();
    for (Split split : splits(name).toList()) {
      Optional<LocalDateTime> start = format.start(split.date);
      if (start.isPresent()) {
        if (!(match instanceof NameMatch.None) || !split.visible) {
          return new NameMatch.Unclear("leaves open where the text of * ends");
        }
        match = match(start.get(), split.series);
      }
    }
    return match;
  }

  boolean hasShape(String name, NameFormat format) {
    return splits(name).anyMatch(split -> format.hasShape(split.date));
  }

  private NameMatch match(LocalDateTime start, String series) {
    return wholeYear || series.chars().noneMatch(c -> MilvusName.isDigit((char) c))
        ? new NameMatch.One(start, series)
        : new NameMatch.Unclear(
            "has no year of four digits, and \"" + series + "\" could hold a part of the date");
  }

  private Stream<Split> splits(String name) {
    return IntStream.range(1, name.length())
        .mapToObj(at -> split(name, at))
        .filter(split -> MilvusName.canHold(split.series));
  }

  private Split split(String name, int at) {
    String head = name.substring(0, at);
    String tail = name.substring(at);
    Kind before = kind(name.charAt(at - 1));
    boolean visible = before != kind(name.charAt(at)) || before == Kind.MARK;
    return first ? new Split(head, tail, visible) : new Split(tail, head, visible);
  }

  private static Kind kind(char c) {
    if (MilvusName.isDigit(c)) {
      return Kind.DIGIT;
    }
    return c == '_' || c == '-' ? Kind.MARK : Kind.LETTER;
  }

  private enum Kind {
    DIGIT,
    LETTER,
    MARK
  }
}
