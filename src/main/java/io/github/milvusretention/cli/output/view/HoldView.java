package io.github.milvusretention.cli.output.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.milvusretention.cli.output.Table;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.Hold.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hold as JSON, and as a table row.
 *
 * @param hold its number, or its name in the rules file
 * @param from command or file
 * @param lastDay the last day on which it counts, in UTC; null if it does not expire
 * @param state in force, expired, lifted, or removed from the file
 */
public record HoldView(
    String hold,
    String kind,
    String from,
    Scope covers,
    String owner,
    String reason,
    @Nullable String lastDay,
    String state,
    @JsonUnwrapped Placed placed,
    @JsonUnwrapped Lifted lifted) {

  /** When a command placed it, and who that was; both null for one of the rules file. */
  public record Placed(
      @JsonProperty("placed") @Nullable String at, @JsonProperty("placedBy") @Nullable String by) {
    private static Placed of(@Nullable PlacedHold placed) {
      return placed == null
          ? new Placed(null, null)
          : new Placed(seconds(placed.at()), placed.by());
    }
  }

  /** When, by whom and why it was lifted; all null as long as nobody has lifted it. */
  public record Lifted(
      @JsonProperty("lifted") @Nullable String at,
      @JsonProperty("liftedBy") @Nullable String by,
      @JsonProperty("liftedWhy") @Nullable String why) {
    private static Lifted of(PlacedHold.@Nullable Lifted lifted) {
      return lifted == null
          ? new Lifted(null, null, null)
          : new Lifted(seconds(lifted.at()), lifted.by(), lifted.why());
    }

    private String line() {
      return "  lifted " + at + " by " + by + (why == null || why.isEmpty() ? "" : ": " + why);
    }
  }

  /** What it covers; null for what does not matter. */
  public record Scope(
      @Nullable String policy,
      @Nullable String cluster,
      @Nullable String database,
      @Nullable String collection,
      @Nullable String partition,
      @Nullable String from,
      @Nullable String to,
      @JsonIgnore String words) {
    private static Scope of(Covers covers) {
      Days days = covers.days();
      return new Scope(
          text(covers.policy()),
          text(covers.cluster()),
          text(covers.database()),
          text(covers.collection()),
          text(covers.partition()),
          days == null ? null : text(days.from()),
          days == null ? null : text(days.to()),
          covers.toString());
    }
  }

  public static HoldView ofFile(Hold hold, Instant now) {
    return of(hold, hold.hasExpired(now) ? "expired" : "in force", null);
  }

  /** One that still counts for a policy. */
  public static HoldView removedFromFile(Hold hold) {
    return of(hold, "removed from the file", null);
  }

  public static HoldView of(PlacedHold placed, Instant now) {
    String state = placed.hold().hasExpired(now) ? "expired" : "in force";
    return of(placed.hold(), placed.lifted() == null ? state : "lifted", placed);
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static HoldView of(Hold hold, String state, @Nullable PlacedHold placed) {
    return new HoldView(
        hold.name(),
        hold.kind().name().toLowerCase(Locale.ROOT),
        hold.source() == Source.FILE ? "file" : "command",
        Scope.of(hold.covers()),
        hold.owner(),
        hold.reason(),
        text(hold.lastDay()),
        state,
        Placed.of(placed),
        Lifted.of(placed == null ? null : placed.lifted()));
  }

  public static Table table(List<HoldView> holds) {
    Table table =
        new Table("HOLD", "KIND", "STATE", "COVERS", "OWNER", "LAST DAY", "PLACED", "BY", "REASON");
    for (HoldView hold : holds) {
      table.row(
          hold.hold,
          hold.kind,
          hold.state,
          hold.covers.words(),
          hold.owner,
          hold.lastDay,
          hold.placed.at(),
          hold.from.equals("file") ? "the rules file" : hold.placed.by(),
          hold.reason);
      if (hold.lifted.at() != null) {
        table.note(hold.lifted.line());
      }
    }
    return table;
  }

  private static @Nullable String text(@Nullable Object value) {
    return Objects.toString(value, null);
  }
}
