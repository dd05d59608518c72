package io.github.milvusretention.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import io.github.milvusretention.tier.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All is well for three nights, then somebody makes one mistake. The next night ends in an error, a
 * refusal or a wait, and no partition is lost that the right rules would have kept.
 */
class MistakesTest {
  /** All but "unexpected error" and "some failed". */
  private static final List<Integer> EXITS = List.of(0, 2, 4, 6);

  private static final Pattern ACCEPT =
      Pattern.compile("(rerun \\d+) .*?(--accept sha256:[0-9a-f]{64})");

  @TempDir static Path before;
  private static int port;
  private static Set<String> dropped = Set.of();

  @BeforeAll
  static void threeNights() {
    try (Sandbox sandbox = cluster(0)) {
      port = sandbox.uri().getPort();
      Set<String> all = Production.partitions(sandbox);
      Installation here = new Installation(Databases.H2, before, sandbox);
      here.rules(Production.RULES).variable("DAYS_KEEP", Production.DAYS_KEEP);
      for (int day = 21; day <= 23; day++) {
        here.itIs("2026-11-" + day + "T03:15:00Z");
        Matcher refused = ACCEPT.matcher(here.run("run").all());
        while (refused.find()) {
          Ended accepted = here.run((refused.group(1) + " " + refused.group(2)).split(" "));
          assertThat(accepted.exit()).as(accepted.all()).isZero();
        }
      }
      Ended quiet = here.run("run");
      assertThat(quiet.exit()).as(quiet.all()).isZero();
      all.removeAll(Production.partitions(sandbox));
      dropped = all;
      assertThat(dropped)
          .containsExactlyInAnyOrder(
              "default/docs/2026-08-23",
              "default/docs/2026-08-24",
              "default/reports/p2025_10",
              "default/quick_setup/july",
              "default/logs_web/2026-10-20",
              "default/billing/2026-04-01",
              "default/snapshots/2026-01",
              "default/contracts/2026-03");
      here.restart();
    }
  }

  private static Stream<Mistake> every(int step) {
    List<Mistake> all = Mistakes.all();
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  static Stream<Mistake> aFewLoseNothing() {
    return every(20);
  }

  @ParameterizedTest
  @MethodSource
  void aFewLoseNothing(Mistake mistake, @TempDir Path directory) throws IOException {
    losesNothing(mistake, directory);
  }

  /** All of them in the thorough tier; otherwise every third. */
  static Stream<Mistake> losesNothing() {
    return every(Tier.isThorough() ? 1 : 3);
  }

  @Slow
  @ParameterizedTest
  @MethodSource
  void losesNothing(Mistake mistake, @TempDir Path directory) throws IOException {
    try (Night night = night(directory)) {
      night.clock("2026-11-23T14:00:00Z");
      mistake.made().accept(night);
      Set<String> there = night.partitions();

      Ended ran = night.at("2026-11-24T03:15:00Z", mistake.command());

      assertThat(ran.exit()).as(ran.all()).isIn(EXITS);
      assertThat(lost(there, night)).as(ran.all()).isEmpty();
      if (!mistake.passesLater()) {
        Ended next = night.at("2026-11-25T03:15:00Z", mistake.command());
        assertThat(lost(there, night)).as(next.all()).allMatch(MistakesTest::isOldHour);
      }
    }
  }

  /** Due on the second night by the right rules. */
  private static boolean isOldHour(String partition) {
    return partition.startsWith("default/events/")
        && partition.compareTo("default/events/2026112303") < 0;
  }

  private static Set<String> lost(Set<String> there, Night night) {
    Set<String> lost = new TreeSet<>(there);
    lost.removeAll(night.partitions());
    return lost;
  }

  private static Night night(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(before)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(before.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Sandbox sandbox = cluster(port);
    Production.drop(sandbox, dropped);
    Installation here =
        Installation.onCopy(directory, sandbox).variable("DAYS_KEEP", Production.DAYS_KEEP);
    here.rules(Production.RULES);
    return new Night(directory, here, sandbox);
  }

  private static Sandbox cluster(int port) {
    return Sandbox.builder().token(Installation.TOKEN).port(port).seed(Production::build).start();
  }
}
