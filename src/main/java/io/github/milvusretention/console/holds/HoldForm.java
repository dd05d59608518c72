package io.github.milvusretention.console.holds;

import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a new hold, as somebody typed them. Empty ones do not matter.
 *
 * @param kind hold or legal
 * @param expires the last day on which it counts, in UTC
 */
public record HoldForm(Scope scope, String kind, String owner, String reason, String expires) {

  /**
   * What it covers.
   *
   * @param from the first day of the periods, as 2026-01-01
   * @param to the last day of the periods
   */
  public record Scope(
      String policy,
      String cluster,
      String database,
      String collection,
      String partition,
      String from,
      String to) {
    private Covers covers() {
      return new Covers(
          glob("policy", policy),
          glob("cluster", cluster),
          glob("database", database),
          glob("collection", collection),
          glob("partition", partition),
          from.isEmpty() && to.isEmpty() ? null : new Days(day("from", from), day("to", to)));
    }
  }

  /**
   * Reads each field by its name.
   *
   * @param field empty for what was not given
   */
  public static HoldForm of(UnaryOperator<String> field) {
    return new HoldForm(
        new Scope(
            field.apply("policy"),
            field.apply("cluster"),
            field.apply("database"),
            field.apply("collection"),
            field.apply("partition"),
            field.apply("from"),
            field.apply("to")),
        field.apply("kind"),
        field.apply("owner"),
        field.apply("reason"),
        field.apply("expires"));
  }

  /** Throws {@link RuleException}, whose key is that of the field. */
  public Wanted wanted(String defaultOwner) {
    Covers covers = scope.covers();
    LocalDate last = day("expires", expires);
    return new Wanted(
        kind.equals("legal") ? HoldKind.LEGAL : HoldKind.HOLD,
        covers,
        owner.isEmpty() ? defaultOwner : owner,
        reason,
        last == null ? null : Days.endOf(last));
  }

  private static @Nullable NameGlob glob(String key, String text) {
    return read(key, text, NameGlob::new);
  }

  private static @Nullable LocalDate day(String key, String text) {
    return read(key, text, Days::day);
  }

  private static <T> @Nullable T read(String key, String text, Function<String, T> reader) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return reader.apply(text);
    } catch (RuleException e) {
      throw new RuleException(key, e.problem(), e.cure());
    }
  }
}
