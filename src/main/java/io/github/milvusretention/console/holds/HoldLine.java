package io.github.milvusretention.console.holds;

import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.web.Moment;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A hold as a line of the list.
 *
 * @param placed null for one of the rules file
 * @param lifted null for one that counts
 * @param badge the colour of its state
 * @param lift null for what is not lifted here: those of the file end when they are deleted there
 */
public record HoldLine(
    HoldView view,
    @Nullable Moment placed,
    @Nullable Moment lifted,
    String badge,
    @Nullable Offered lift) {
  static HoldLine of(HoldView view, @Nullable Offered lift) {
    return new HoldLine(
        view, moment(view.placed().at()), moment(view.lifted().at()), badge(view.state()), lift);
  }

  private static @Nullable Moment moment(@Nullable String iso) {
    return iso == null ? null : new Moment(Instant.parse(iso), ZoneOffset.UTC);
  }

  private static String badge(String state) {
    return switch (state) {
      case "in force" -> "held";
      case "removed from the file" -> "warn";
      default -> "";
    };
  }
}
