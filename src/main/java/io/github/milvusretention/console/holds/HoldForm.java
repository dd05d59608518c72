package io.github.milvusretention.console.holds;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.console.act.KeepPartitions.Asked;
import io.github.milvusretention.console.act.Storable;
import io.github.milvusretention.hold.HoldStore.Wanted;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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
    /** As they were typed, by their names. */
    private Map<String, String> fields() {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("policy", policy);
      fields.put("cluster", cluster);
      fields.put("database", database);
      fields.put("collection", collection);
      fields.put("partition", partition);
      fields.put("from", from);
      fields.put("to", to);
      return fields;
    }

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

  /**
   * What is asked for.
   *
   * @param defaultOwner who asks, who owns it unless somebody else is named
   */
  public Asked asked(String defaultOwner) {
    return new Asked(
        scope.fields().entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(joining(", ")),
        reason,
        () -> wanted(defaultOwner));
  }

  /** Throws {@link RuleException}, whose key is that of the field. */
  private Wanted wanted(String defaultOwner) {
    scope.fields().forEach(Storable::check);
    Storable.check("owner", owner);
    Storable.check("reason", reason);
    Covers covers = scope.covers();
    LocalDate last = day("expires", expires);
    return new Wanted(
        chosenKind(),
        covers,
        owner.isEmpty() ? defaultOwner : owner,
        reason,
        last == null ? null : Days.endOf(last));
  }

  private HoldKind chosenKind() {
    return switch (kind) {
      case "", "hold" -> HoldKind.HOLD;
      case "legal" -> HoldKind.LEGAL;
      default -> throw new RuleException("kind", "is neither hold nor legal", "choose one of them");
    };
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
