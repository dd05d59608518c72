package io.github.milvusretention.period;

import io.github.milvusretention.period.PatternPiece.Literal;
import io.github.milvusretention.period.PatternPiece.Run;
import io.github.milvusretention.period.PatternPiece.Star;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pattern's pieces must be, so that names can be read by it for certain. */
final class PatternCheck {
  private static final String NUMBERS = "use numbers such as MM, or another locale";

  private PatternCheck() {}

  /** Throws {@link RuleException} for numbers of which one cannot say where they end. */
  static void widths(List<PatternPiece> pieces) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) instanceof Run run) {
        int letters = run.letters().length();
        if (run.field().isYear() && letters != 4 && letters != 2) {
          String letter = run.letters().substring(0, 1);
          throw new RuleException(
              "has a year of neither four nor two digits: " + run.letters(),
              "write " + letter.repeat(4) + ", or " + letter.repeat(2) + " for 2000 to 2099");
        }
        if (!run.isFixed()) {
          before(run, i == 0 ? null : pieces.get(i - 1));
          after(run, i + 1 == pieces.size() ? null : pieces.get(i + 1));
        }
      }
    }
  }

  private static void before(Run run, @Nullable PatternPiece piece) {
    if (piece instanceof Star) {
      throw beside(run);
    }
  }

  private static void after(Run run, @Nullable PatternPiece piece) {
    if (piece instanceof Star) {
      throw beside(run);
    }
    if (piece != null && piece.startsWithDigit()) {
      throw new RuleException(
          "has digits right after " + run.letters() + ", which may be shorter or longer",
          "write it in full width, such as MM, dd, HH or DDD");
    }
  }

  private static RuleException beside(Run run) {
    return new RuleException(
        "has * right beside " + run.letters() + ", which may be shorter or longer",
        "put _ between them, or write it in full width, such as MM, dd, HH or DDD");
  }

  /** Throws {@link RuleException} for a star that is not alone at one end. */
  static void stars(List<PatternPiece> pieces) {
    long stars = pieces.stream().filter(Star.class::isInstance).count();
    boolean atAnEnd =
        stars == 1
            && (pieces.get(0) instanceof Star || pieces.get(pieces.size() - 1) instanceof Star);
    if (stars > 0 && !atAnEnd) {
      throw new RuleException(
          stars > 1 ? "has more than one *" : "has * in the middle",
          "write * once, at the start or at the end, such as *_uuuu_MM");
    }
  }

  /** Throws {@link RuleException} for a pattern that no partition's name can match. */
  static void names(List<PatternPiece> pieces, Locale locale) {
    int literals = 0;
    for (PatternPiece piece : pieces) {
      if (piece instanceof Literal literal) {
        literal(literal.text());
        literals += literal.text().length();
      } else if (piece instanceof Run run && run.isText()) {
        texts(run, locale);
      }
    }
    if (pieces.get(0) instanceof Literal literal && literal.text().startsWith("-")) {
      throw new RuleException(
          "begins with -, which no partition's name in Milvus does",
          "write a letter, a digit, _ or * before it");
    }
    if (literals >= MilvusName.LONGEST) {
      throw new RuleException(
          "is longer than any partition's name in Milvus",
          "a name has at most " + MilvusName.LONGEST + " characters");
    }
  }

  private static void literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        throw new RuleException(
            "has a quoted * in it, which no partition's name in Milvus can hold",
            "write * outside the quotes to stand for any text");
      }
      if (!MilvusName.allows(c)) {
        String what = c == ' ' ? "a blank" : Character.toString(text.codePointAt(i));
        throw new RuleException(
            "has " + what + " in it, which no partition's name in Milvus can hold",
            c == ','
                ? "write each pattern as an item of its own"
                : "use letters from a to z, digits, _ and -");
      }
    }
  }

  private static void texts(Run run, Locale locale) {
    Map<Long, String> written = Spelling.written(run.field(), run.letters(), locale);
    written.forEach(
        (value, text) -> {
          if (MilvusName.canHold(text) && Spelling.isShared(value, text, List.of(written))) {
            throw new RuleException(
                "writes a %s of locale %s as %s, which another is without accents and dots"
                    .formatted(run.field().label(), locale.toLanguageTag(), text),
                NUMBERS);
          }
        });
    boolean readable =
        Arrays.stream(Spelling.values())
            .flatMap(
                spelling -> spelling.texts(run.field(), run.letters(), locale).values().stream())
            .findAny()
            .isPresent();
    if (!readable) {
      throw new RuleException(
          "writes a %s of locale %s as %s, which no partition's name in Milvus can hold"
              .formatted(run.field().label(), locale.toLanguageTag(), written.get(1L)),
          NUMBERS);
    }
  }
}
