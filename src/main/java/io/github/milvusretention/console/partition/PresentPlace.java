package io.github.milvusretention.console.partition;

import io.github.milvusretention.cli.evidence.Present;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.web.Day;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.VerdictBadge;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is there now, as the page shows it.
 *
 * @param from the first day of its period; null if its name stands for none, like {@code to} and
 *     {@code expires}
 * @param goes null if no firing is in sight at which it does
 * @param acts what may be done with it
 */
record PresentPlace(
    Present present,
    VerdictBadge verdict,
    @Nullable String from,
    @Nullable String to,
    @Nullable Moment expires,
    @Nullable Moment goes,
    List<Offered> acts) {

  static PresentPlace of(Present present, ZoneId zone, List<Offered> acts) {
    return new PresentPlace(
        present,
        new VerdictBadge(present.verdict()),
        day(present.times().start()),
        day(present.times().end()),
        moment(present.times().expires(), zone),
        moment(present.goes(), zone),
        acts);
  }

  private static @Nullable String day(@Nullable String moment) {
    return moment == null ? null : Day.of(OffsetDateTime.parse(moment));
  }

  private static @Nullable Moment moment(@Nullable String moment, ZoneId zone) {
    return moment == null ? null : new Moment(OffsetDateTime.parse(moment).toInstant(), zone);
  }
}
