package io.github.milvusretention.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One policy's run, killed once or twice, then continued until it is completed. */
final class Round {
  private static final int DONE = 0;
  private static final int LOCKED = 5;
  private static final int TRIES = 4;

  /**
   * @param kills how many processes were killed
   * @param story what was done and what came of it, for a person who looks into a failure
   * @param problems empty if all is well
   */
  record Result(int kills, List<String> story, List<String> problems) {}

  private final Scene scene;
  private final Stage stage;
  private final Audit audit;
  private final Random random;
  private final List<String> story = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int kills;

  Round(Scene scene, Stage stage, Random random) {
    this.scene = scene;
    this.stage = stage;
    this.audit = new Audit(scene, stage.sandbox(), stage.records());
    this.random = random;
  }

  Result play(Kill first, @Nullable Kill second) {
    step(first, run());
    if (random.nextInt(8) == 0 && !stage.records().liveLeases().isEmpty()) {
      step(null, run(), LOCKED);
    }
    boolean askRerun = random.nextBoolean();
    if (second != null) {
      stage.expireLeases();
      step(second, askRerun ? rerun() : run());
    }
    finish(askRerun);
    stage.look(() -> problems.addAll(audit.problems(stage.witness().drops())));
    return new Result(kills, List.copyOf(story), List.copyOf(problems));
  }

  private void finish(boolean askRerun) {
    for (int n = 1; n <= TRIES; n++) {
      stage.expireLeases();
      // A rerun knows of nothing if no execution had begun, or if the killed one had completed.
      boolean nothing = askRerun && step(null, rerun()).output().contains("nothing to rerun");
      if (!askRerun || nothing) {
        step(null, run());
      }
      if (stage.records().executions(scene.policy()).contains("COMPLETED")) {
        return;
      }
    }
    problems.add("not completed after " + TRIES + " tries");
  }

  private Stage.Ended step(@Nullable Kill kill, List<String> command) {
    return step(kill, command, DONE);
  }

  private Stage.Ended step(@Nullable Kill kill, List<String> command, int expected) {
    Stage.Ended ended = stage.play(kill, command);
    boolean killed = kill != null && ended.exit() == LastMoment.KILLED;
    kills += killed ? 1 : 0;
    story.add(
        String.join(" ", command)
            + (kill == null ? "" : ", to be killed " + kill)
            + ": exit code "
            + ended.exit()
            + ended.output());
    if (!killed && ended.exit() != expected) {
      problems.add(command + " ended with " + ended.exit() + ", not " + expected);
    }
    stage.look(audit::processEnded);
    return ended;
  }

  private List<String> run() {
    return List.of("run", "--policy", scene.policy(), "--as-of", scene.asOf().toString());
  }

  private static List<String> rerun() {
    return List.of("rerun");
  }
}
