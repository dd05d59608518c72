package io.github.milvusretention.policy;

import io.github.milvusretention.period.Keep;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** The values for the property tests: moments, zones with clock changes, keeps, patterns. */
class Calendars extends DomainContextBase {
  /** A pattern with a year, and an independent formatter for its names. */
  enum Dated {
    HOURLY("uuuuMMddHH", "uuuuMMddHH"),
    DAILY("yyyyMMdd", "uuuuMMdd"),
    DAY_OF_YEAR("'d'uuuuDDD", "'d'uuuuDDD"),
    UNPADDED("uuuu-M-d", "uuuu-M-d"),
    WEEKLY("YYYY'w'ww", ""),
    MONTHLY("uuuu_MMM", "uuuu_MMM"),
    QUARTERLY("uuuu'q'Q", "uuuu'q'Q"),
    YEARLY("'p'uuuu", "'p'uuuu");

    final String pattern;
    private final String writing;

    Dated(String pattern, String writing) {
      this.pattern = pattern;
      this.writing = writing;
    }

    String name(LocalDateTime moment) {
      DateTimeFormatter formatter =
          this == WEEKLY
              ? DateTimeFormatter.ISO_WEEK_DATE
              : DateTimeFormatter.ofPattern(writing, Locale.ENGLISH);
      String name = formatter.format(moment);
      return this == WEEKLY ? name.substring(0, 8).replace("-W", "w") : name;
    }
  }

  @Provide
  Arbitrary<LocalDateTime> moments() {
    long first = LocalDateTime.of(2015, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    long last = LocalDateTime.of(2037, 12, 31, 23, 59).toEpochSecond(ZoneOffset.UTC);
    return Arbitraries.longs()
        .between(first, last)
        .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
  }

  @Provide
  Arbitrary<Dated> dated() {
    return Arbitraries.of(Dated.class);
  }

  @Provide
  Arbitrary<Zone> zones() {
    return Arbitraries.of(
            "UTC",
            "Pacific/Auckland",
            "America/Los_Angeles",
            "Australia/Lord_Howe",
            "America/Havana",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "-12:00",
            "+14:00")
        .map(Zone::new);
  }

  @Provide
  Arbitrary<Keep> keeps() {
    return Arbitraries.of("PT1H", "PT25H", "P1D", "P7D", "P90D", "P1M", "P3M", "P1Y2M3D")
        .map(Keep::parse);
  }

  /** The id of a zone, readable in a failure report. */
  record Zone(String id) {}
}
