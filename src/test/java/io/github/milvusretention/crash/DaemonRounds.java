package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two daemons on one PostgreSQL database that are killed and restarted while schedules fire; not
 * part of the suite:
 *
 * <pre>{@code mvn verify -Dsurefire.skip -Dit.test=DaemonRounds -Dfirings=50 -Dseed=1}</pre>
 */
class DaemonRounds {
  @Test
  void everyFiringIsCompletedOnce(@TempDir Path directory) {
    int firings = Integer.getInteger("firings", 50);
    assertThat(play(directory, firings, Long.getLong("seed", 1))).isEmpty();
  }

  /**
   * Uses a slow server, so that most kills hit a run. Prints a summary to stdout, and returns the
   * problems.
   */
  static List<String> play(Path directory, int count, long seed) {
    Random random = new Random(seed);
    try (TestEnvironment environment =
        new TestEnvironment(Databases.POSTGRESQL, directory, random, Duration.ofMillis(150))) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      environment.sandbox().clearCalls();
      environment.monitor().newRound();
      Firings firings = Firings.create(count, environment.sandbox());
      environment.rules(firings.rules(environment.sandbox(), "10s"));
      int kills = killAndRestart(environment, firings, random);
      List<String> problems = problems(environment, firings);
      System.out.println(
          count + " firings, " + kills + " kills, " + problems.size() + " problems " + problems);
      return problems;
    }
  }

  /** Kills and restarts daemons until the last firing, then waits for the remaining runs. */
  private static int killAndRestart(TestEnvironment environment, Firings firings, Random random) {
    List<ChildProcess> daemons = new ArrayList<>(List.of(environment.serve(), environment.serve()));
    int kills = 0;
    try {
      daemons.forEach(daemon -> daemon.awaitOutput(" scheduled: "));
      // They fire once both are up, however long that took.
      Instant last = firings.begin(environment.records());
      while (kills == 0 || Instant.now().isBefore(last)) {
        int victim = random.nextInt(2);
        requireRunning(daemons.get(victim), 3000 + random.nextInt(8000));
        daemons.get(victim).kill();
        kills++;
        // The other daemon runs alone for some seconds.
        requireRunning(daemons.get(1 - victim), random.nextInt(5000));
        daemons.set(victim, environment.serve());
      }
      await(environment, firings);
    } finally {
      daemons.forEach(ChildProcess::kill);
    }
    return kills;
  }

  private static void requireRunning(ChildProcess daemon, int millis) {
    if (daemon.endsWithin(Duration.ofMillis(millis))) {
      throw new IllegalStateException("a daemon ended unexpectedly:" + daemon.output());
    }
  }

  private static void await(TestEnvironment environment, Firings firings) {
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(6))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () ->
                  firings.policies().stream()
                      .allMatch(p -> environment.records().executions(p).contains("COMPLETED")));
    } catch (ConditionTimeoutException late) {
      System.out.println("not all runs completed in time");
    }
  }

  private static List<String> problems(TestEnvironment environment, Firings firings) {
    List<String> problems = new ArrayList<>();
    for (String policy : firings.policies()) {
      RepositoryRecords records = environment.records();
      List<String> executions = records.executions(policy);
      if (records.instances(policy) != 1 || Collections.frequency(executions, "COMPLETED") != 1) {
        problems.add(policy + ": " + records.instances(policy) + " instances, " + executions);
      }
      if (!records.ledgerStates(policy).equals(Firings.ledgerStates(policy))) {
        problems.add(policy + ": " + records.ledgerStates(policy));
      }
      List<String> live = environment.sandbox().partitions(PolicyFixture.DATABASE, policy);
      if (!live.equals(Firings.kept())) {
        problems.add(policy + ": the server has " + live);
      }
    }
    List<String> dropped =
        environment.monitor().drops().stream().map(CallMonitor.Drop::partition).sorted().toList();
    List<String> effective =
        environment.monitor().drops().stream()
            .filter(CallMonitor.Drop::effective)
            .map(CallMonitor.Drop::partition)
            .sorted()
            .toList();
    if (!effective.equals(firings.expired().stream().sorted().toList())) {
      problems.add("not every partition was dropped once: " + effective);
    }
    if (!dropped.equals(effective)) {
      problems.add("drops of missing partitions: " + dropped);
    }
    problems.addAll(environment.records().unfinished());
    return problems;
  }
}
