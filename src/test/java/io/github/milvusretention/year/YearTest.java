package io.github.milvusretention.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 2026, night by night at 03:15 UTC: after each, the cluster holds what was calculated apart. */
@OneDatabase
class YearTest {
  private static final String DB = "default";
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final LocalDate LAST = LocalDate.parse("2026-12-31");

  private final Sandbox sandbox = Sandbox.builder().token(Installation.TOKEN).start();
  private final List<Shelf> shelves = Stream.of(Kind.values()).map(Shelf::new).toList();
  private final Installation here;

  YearTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
    shelves.forEach(shelf -> sandbox.createCollection(DB, shelf.kind().collection()));
    writeRules();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void eachNightTakesWhatIsDueAndNothingElse() {
    shelves.forEach(shelf -> create(shelf, LocalDate.parse("2025-12-01"), FIRST));
    for (LocalDate night = FIRST; !night.isAfter(LAST); night = night.plusDays(1)) {
      Instant now = night.atTime(LocalTime.of(3, 15)).toInstant(ZoneOffset.UTC);
      LocalDate today = night;
      here.itIs(now.toString());
      shelves.forEach(shelf -> create(shelf, today, today.plusDays(6)));
      if (isMissed(night)) {
        continue;
      }
      Ended ran = here.run("run");
      assertThat(ran.exit()).as(ran.all()).isZero();
      shelves.forEach(shelf -> shelf.clean(now));
      compare(night);
    }
  }

  private static boolean isMissed(LocalDate night) {
    return !night.isBefore(LocalDate.parse("2026-06-01"))
        && night.isBefore(LocalDate.parse("2026-06-22"));
  }

  private void create(Shelf shelf, LocalDate from, LocalDate to) {
    sandbox.createPartitions(DB, shelf.kind().collection(), shelf.create(from, to));
  }

  private void compare(LocalDate night) {
    for (Shelf shelf : shelves) {
      Set<String> there = new HashSet<>(sandbox.partitions(DB, shelf.kind().collection()));
      there.remove("_default");
      assertThat(there).as("%s after %s", shelf.kind(), night).isEqualTo(shelf.names());
    }
  }

  private void writeRules() {
    StringBuilder rules =
        new StringBuilder(
            """
            retention:
              clusters:
                local: {uri: "${MILVUS_URI}", token: "${MILVUS_TOKEN}", max-calls-per-second: 1000}
              policies:
            """);
    shelves.forEach(shelf -> rules.append(shelf.kind().rules(shelf.keep()).indent(4)));
    here.rules(rules.toString());
  }
}
