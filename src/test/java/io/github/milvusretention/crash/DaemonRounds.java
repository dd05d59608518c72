package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two daemons on one PostgreSQL that are killed and started again while schedules fire, outside of
 * the suite:
 *
 * <pre>{@code mvn verify -Dsurefire.skip -Dit.test=DaemonRounds -Dfirings=50 -Dseed=1}</pre>
 */
class DaemonRounds {
  @Test
  void eachFiringIsCompletedOnce(@TempDir Path directory) {
    int firings = Integer.getInteger("firings", 50);
    assertThat(play(directory, firings, 45, Long.getLong("seed", 1))).isEmpty();
  }

  /**
   * With a slow server, so that most kills hit a run. Tells of them on stdout, and returns what
   * went wrong.
   */
  static List<String> play(Path directory, int count, int secondsToFirst, long seed) {
    Random random = new Random(seed);
    try (Stage stage = new Stage(Databases.POSTGRESQL, directory, random, Duration.ofMillis(150))) {
      stage.setUp(Scene.create(0, random, stage.sandbox()));
      stage.sandbox().clearCalls();
      stage.witness().newRound();
      Firings firings = Firings.create(count, secondsToFirst, 3, stage.sandbox());
      stage.rules(firings.rules(stage.sandbox(), "10s"));
      int kills = disturb(stage, firings, random);
      List<String> problems = problems(stage, firings);
      System.out.println(
          count + " firings, " + kills + " kills, " + problems.size() + " problems " + problems);
      return problems;
    }
  }

  /** Kills and restarts daemons until the last firing, then waits for what is left. */
  private static int disturb(Stage stage, Firings firings, Random random) {
    List<ChildProcess> daemons = new ArrayList<>(List.of(stage.serve(), stage.serve()));
    int kills = 0;
    try {
      daemons.forEach(daemon -> daemon.awaitOutput(" scheduled: "));
      while (ZonedDateTime.now(ZoneOffset.UTC).isBefore(firings.last())) {
        int victim = random.nextInt(2);
        endsNot(daemons.get(victim), 3000 + random.nextInt(8000));
        daemons.get(victim).kill();
        kills++;
        // For some seconds the other is alone.
        endsNot(daemons.get(1 - victim), random.nextInt(5000));
        daemons.set(victim, stage.serve());
      }
      await(stage, firings);
    } finally {
      daemons.forEach(ChildProcess::kill);
    }
    return kills;
  }

  private static void endsNot(ChildProcess daemon, int millis) {
    if (daemon.endsWithin(Duration.ofMillis(millis))) {
      throw new IllegalStateException("a daemon ended by itself:" + daemon.output());
    }
  }

  private static void await(Stage stage, Firings firings) {
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  firings.policies().stream()
                      .allMatch(p -> stage.records().executions(p).contains("COMPLETED")));
    } catch (ConditionTimeoutException late) {
      System.out.println("not all were completed in time");
    }
  }

  private static List<String> problems(Stage stage, Firings firings) {
    List<String> problems = new ArrayList<>();
    for (String policy : firings.policies()) {
      Records records = stage.records();
      List<String> executions = records.executions(policy);
      if (records.instances(policy) != 1 || Collections.frequency(executions, "COMPLETED") != 1) {
        problems.add(policy + ": " + records.instances(policy) + " instances, " + executions);
      }
      if (!records.results(policy).equals(Firings.results(policy))) {
        problems.add(policy + ": " + records.results(policy));
      }
      List<String> live = stage.sandbox().partitions(Scene.DATABASE, policy);
      if (!live.equals(Firings.kept())) {
        problems.add(policy + ": the server has " + live);
      }
    }
    List<String> dropped =
        stage.witness().drops().stream().map(Witness.Drop::partition).sorted().toList();
    List<String> effective =
        stage.witness().drops().stream()
            .filter(Witness.Drop::effective)
            .map(Witness.Drop::partition)
            .sorted()
            .toList();
    if (!effective.equals(firings.expired().stream().sorted().toList())) {
      problems.add("not each dropped once: " + effective);
    }
    if (!dropped.equals(effective)) {
      problems.add("drops of what was gone: " + dropped);
    }
    problems.addAll(stage.records().unfinished());
    return problems;
  }
}
