package io.github.milvusretention.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any number of rounds; not part of the suite:
 *
 * <pre>{@code mvn verify -Dsurefire.skip -Dit.test=KillRounds -Drounds=200 -Dseed=1}</pre>
 */
class KillRounds {
  @ParameterizedTest
  @EnumSource
  void nothingIsLostAndNothingIsDroppedTwice(Databases database, @TempDir Path directory) {
    int rounds = Integer.getInteger("rounds", 200);
    long seed = Long.getLong("seed", 1);
    assertThat(play(database, directory, rounds, seed)).isEmpty();
  }

  /** Runs the rounds, prints a summary to stdout, and returns the problems. */
  static List<String> play(Databases database, Path directory, int rounds, long seed) {
    Random random = new Random(seed);
    List<String> failures = new ArrayList<>();
    int kills = 0;
    try (TestEnvironment environment = new TestEnvironment(database, directory, random)) {
      environment.setUp(PolicyFixture.create(0, random, environment.sandbox()));
      int calls = environment.monitor().calls();
      List<Kill> crashPoints = new ArrayList<>(Kill.atEveryCrashPoint());
      Collections.shuffle(crashPoints, new Random(seed));
      Duration runTime = Duration.ofSeconds(4);
      for (int number = 1; number <= rounds; number++) {
        PolicyFixture fixture = PolicyFixture.create(number, random, environment.sandbox());
        environment.rules(fixture.rules(environment.sandbox(), "30s"));
        environment.sandbox().clearCalls();
        environment.monitor().newRound();
        Kill first =
            number % 2 == 1
                ? crashPoints.get(number / 2 % crashPoints.size())
                : Kill.random(random, runTime, calls);
        Kill second =
            switch (random.nextInt(4)) {
              case 0 -> Kill.random(random, runTime, calls);
              case 1 -> crashPoints.get(random.nextInt(crashPoints.size()));
              default -> null;
            };
        KillRound.Result result = new KillRound(fixture, environment, random).play(first, second);
        kills += result.kills();
        String what =
            "round " + number + ", killed " + first + (second == null ? "" : ", then " + second);
        System.out.println(what + ": " + result.kills() + " kills, " + result.problems());
        if (!result.problems().isEmpty()) {
          System.out.println(String.join("\n", result.log()));
          failures.add(what + ": " + result.problems());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s, seed %d: %d rounds, %d kills, %d rounds failed%n",
        database,
        seed,
        rounds,
        kills,
        failures.size());
    if (kills == 0) {
      failures.add("nothing was killed, so the test proves nothing");
    }
    return failures;
  }
}
