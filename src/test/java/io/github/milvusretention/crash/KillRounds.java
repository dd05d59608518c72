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
 * As many rounds as one likes, in the thorough tier or by hand:
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

  /** Plays so many rounds, tells of them on stdout, and returns what went wrong. */
  static List<String> play(Databases database, Path directory, int rounds, long seed) {
    Random random = new Random(seed);
    List<String> failures = new ArrayList<>();
    int kills = 0;
    try (Stage stage = new Stage(database, directory, random)) {
      stage.setUp(Scene.create(0, random, stage.sandbox()));
      int calls = stage.witness().calls();
      List<Kill> moments = new ArrayList<>(Kill.atEveryMoment());
      Collections.shuffle(moments, new Random(seed));
      Duration whole = Duration.ofSeconds(4);
      for (int number = 1; number <= rounds; number++) {
        Scene scene = Scene.create(number, random, stage.sandbox());
        stage.rules(scene.rules(stage.sandbox(), "30s"));
        stage.sandbox().clearCalls();
        stage.witness().newRound();
        Kill first =
            number % 2 == 1
                ? moments.get(number / 2 % moments.size())
                : Kill.random(random, whole, calls);
        Kill second =
            switch (random.nextInt(4)) {
              case 0 -> Kill.random(random, whole, calls);
              case 1 -> moments.get(random.nextInt(moments.size()));
              default -> null;
            };
        Round.Result result = new Round(scene, stage, random).play(first, second);
        kills += result.kills();
        String what =
            "round " + number + ", killed " + first + (second == null ? "" : ", then " + second);
        System.out.println(what + ": " + result.kills() + " kills, " + result.problems());
        if (!result.problems().isEmpty()) {
          System.out.println(String.join("\n", result.story()));
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
      failures.add("nothing was killed, so nothing was shown");
    }
    return failures;
  }
}
