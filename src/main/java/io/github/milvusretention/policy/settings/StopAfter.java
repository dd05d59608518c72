package io.github.milvusretention.policy.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hour of the day at which runs stop, in a zone. */
public record StopAfter(LocalTime hour, ZoneId zone) {
  /** A zone may lack a day when it moves across the date line; never two. */
  private static final int DAYS = 3;

  /**
   * The first such hour later than {@code start}. Where the clocks go back over it, it comes twice
   * a day; where they go forward over it, it comes at that moment.
   */
  public Instant firstAfter(Instant start) {
    LocalDate day = LocalDateTime.ofInstant(start, zone).toLocalDate().minusDays(1);
    return IntStream.rangeClosed(0, DAYS)
        .mapToObj(day::plusDays)
        .flatMap(date -> moments(date.atTime(hour)))
        .filter(moment -> moment.isAfter(start))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Stream<Instant> moments(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition forward = zone.getRules().getTransition(local);
      return Stream.of(forward.getInstant());
    }
    return offsets.stream().map(local::toInstant);
  }
}
