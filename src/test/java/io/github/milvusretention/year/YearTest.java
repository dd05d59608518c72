package io.github.milvusretention.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Nights of 2026, each at 03:15 UTC as cron would start it: after each, the cluster holds what was
 * calculated apart. In the thorough tier the whole year; otherwise the six weeks in which most
 * happens: both changes to summer time, a hold, a grace, missed nights, a clock fault, an edit.
 */
@Slow
@OneDatabase
class YearTest {
  private static final String DB = "default";
  private static final LocalDate FIRST = day(Tier.isThorough() ? "2026-01-01" : "2026-03-01");
  private static final LocalDate LAST = day(Tier.isThorough() ? "2026-12-31" : "2026-04-12");
  private static final LocalDate HOLD = day("2026-03-20");
  private static final LocalDate LIFT = day("2026-04-05");
  private static final LocalDate CLOCK_FAULT = day("2026-03-25");
  private static final LocalDate EDIT = day("2026-04-08");

  private static final Pattern ACCEPT =
      Pattern.compile("(rerun \\d+) .*?(--accept sha256:[0-9a-f]{64})");

  private final Sandbox sandbox = Sandbox.builder().token(Installation.TOKEN).start();
  private final List<Shelf> shelves = Stream.of(Kind.values()).map(Shelf::new).toList();
  private final List<String> refusals = new ArrayList<>();
  private final Installation here;

  YearTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
    shelves.forEach(shelf -> sandbox.createCollection(DB, shelf.kind().collection()));
    shelf(Kind.WEEKS).grace(Period.ofDays(7));
    writeRules();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void eachNightTakesWhatIsDueAndNothingElse() {
    shelves.forEach(shelf -> create(shelf, FIRST.minusDays(31), FIRST));
    create(shelf(Kind.MONTHS), day("2025-12-01"), FIRST);
    for (LocalDate night = FIRST; !night.isAfter(LAST); night = night.plusDays(1)) {
      LocalDate today = night;
      shelves.forEach(shelf -> create(shelf, today, today.plusDays(6)));
      Instant now = night.atTime(LocalTime.of(3, 15)).toInstant(ZoneOffset.UTC);
      here.itIs(now.minus(Duration.ofHours(12)).toString());
      before(night);
      here.itIs(now.toString());
      if (isMissed(night)) {
        continue;
      }
      if (night.equals(CLOCK_FAULT)) {
        withAClockThatIsWrong(now);
      } else {
        run(night);
        shelves.forEach(shelf -> shelf.clean(now));
      }
      compare(night);
    }
    assertThat(refusals).containsExactlyElementsOf(expectedRefusals());
  }

  /** A person is asked when a policy has something to drop for the first time, and by the edit. */
  private static List<String> expectedRefusals() {
    List<String> begin =
        Tier.isThorough()
            ? List.of(
                "2026-01-02 berlin-days",
                "2026-01-02 new-york-days",
                "2026-01-19 weeks",
                "2026-04-01 month-names")
            : List.of("2026-03-02 berlin-days", "2026-03-02 new-york-days", "2026-03-16 weeks");
    return Stream.concat(begin.stream(), Stream.of(LIFT + " months", EDIT.plusDays(1) + " months"))
        .toList();
  }

  private void before(LocalDate night) {
    Shelf months = shelf(Kind.MONTHS);
    if (night.equals(HOLD)) {
      done("hold add --collection months --partition p2025_12 --owner audit --reason checked");
      months.hold("p2025_12");
    } else if (night.equals(LIFT)) {
      done("hold remove 1 --reason over");
      months.lift("p2025_12");
    } else if (night.equals(EDIT)) {
      months.keep(Period.ofMonths(2));
      writeRules();
    }
  }

  private void done(String command) {
    Ended ended = here.run(command);
    assertThat(ended.exit()).as(ended.all()).isZero();
  }

  private void run(LocalDate night) {
    Ended ran = here.run("run --output json");
    for (JsonNode policy : ran.json().values()) {
      int exit = policy.get("exitCode").intValue();
      if (exit != 0) {
        assertThat(exit).as(ran.all()).isEqualTo(4);
        refusals.add(night + " " + policy.get("policy").stringValue());
        Matcher accept = ACCEPT.matcher(policy.get("message").stringValue());
        assertThat(accept.find()).as(ran.all()).isTrue();
        done(accept.group(1) + " " + accept.group(2));
      }
    }
  }

  private void withAClockThatIsWrong(Instant now) {
    sandbox.clock(Clock.fixed(now.plus(Duration.ofDays(30)), ZoneOffset.UTC));
    Ended ran = here.run("run");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    here.talksTo(sandbox);
    shelves.forEach(shelf -> shelf.count(LocalDate.ofInstant(now, shelf.kind().zone())));
  }

  /** Three nights, and three weeks. */
  private static boolean isMissed(LocalDate night) {
    return !night.isBefore(day("2026-03-10")) && night.isBefore(day("2026-03-13"))
        || !night.isBefore(day("2026-06-01")) && night.isBefore(day("2026-06-22"));
  }

  private void create(Shelf shelf, LocalDate from, LocalDate to) {
    String collection = shelf.kind().collection();
    List<String> created = shelf.create(from, to);
    sandbox.createPartitions(DB, collection, created);
    created.forEach(name -> sandbox.rows(DB, collection, name, 100));
  }

  private void compare(LocalDate night) {
    for (Shelf shelf : shelves) {
      Set<String> there = new HashSet<>(sandbox.partitions(DB, shelf.kind().collection()));
      there.remove("_default");
      assertThat(there).as("%s after %s", shelf.kind(), night).isEqualTo(shelf.names());
    }
  }

  private Shelf shelf(Kind kind) {
    return Objects.requireNonNull(shelves.get(kind.ordinal()));
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
    shelves.forEach(shelf -> rules.append(shelf.rules()));
    here.rules(rules.toString());
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
