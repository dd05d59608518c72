package io.github.milvusretention.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs one policy, kills it once or twice, then continues it until it completes. */
final class KillRound {
  private static final int DONE = 0;
  private static final int LOCKED = 5;
  private static final int ATTEMPTS = 4;

  /**
   * @param kills how many processes were killed
   * @param log what was done, for the analysis of a failure
   * @param problems empty if there are none
   */
  record Result(int kills, List<String> log, List<String> problems) {}

  private final PolicyFixture fixture;
  private final TestEnvironment environment;
  private final Audit audit;
  private final Random random;
  private final List<String> log = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int kills;

  KillRound(PolicyFixture fixture, TestEnvironment environment, Random random) {
    this.fixture = fixture;
    this.environment = environment;
    this.audit = new Audit(fixture, environment.sandbox(), environment.records());
    this.random = random;
  }

  Result play(Kill first, @Nullable Kill second) {
    step(first, run());
    if (random.nextInt(8) == 0 && !environment.records().liveLeases().isEmpty()) {
      step(null, run(), LOCKED);
    }
    boolean useRerun = random.nextBoolean();
    if (second != null) {
      environment.expireLeases();
      step(second, useRerun ? rerun() : run());
    }
    finish(useRerun);
    environment.withOpenDatabase(
        () -> problems.addAll(audit.problems(environment.monitor().drops())));
    return new Result(kills, List.copyOf(log), List.copyOf(problems));
  }

  private void finish(boolean useRerun) {
    for (int n = 1; n <= ATTEMPTS; n++) {
      environment.expireLeases();
      // There is nothing to rerun if no execution had started, or if the killed one had completed.
      boolean nothingToRerun =
          useRerun && step(null, rerun()).output().contains("nothing to rerun");
      if (!useRerun || nothingToRerun) {
        step(null, run());
      }
      if (environment.records().executions(fixture.policy()).contains("COMPLETED")) {
        return;
      }
    }
    problems.add("not completed after " + ATTEMPTS + " attempts");
  }

  private TestEnvironment.ProcessResult step(@Nullable Kill kill, List<String> command) {
    return step(kill, command, DONE);
  }

  private TestEnvironment.ProcessResult step(
      @Nullable Kill kill, List<String> command, int expected) {
    TestEnvironment.ProcessResult ended = environment.play(kill, command);
    boolean killed = kill != null && ended.exit() == CrashPlan.KILLED;
    kills += killed ? 1 : 0;
    log.add(
        String.join(" ", command)
            + (kill == null ? "" : ", killed " + kill)
            + ": exit code "
            + ended.exit()
            + ended.output());
    if (!killed && ended.exit() != expected) {
      problems.add(command + " ended with " + ended.exit() + ", not " + expected);
    }
    environment.withOpenDatabase(audit::processEnded);
    return ended;
  }

  private List<String> run() {
    return List.of("run", "--policy", fixture.policy(), "--as-of", fixture.asOf().toString());
  }

  private static List<String> rerun() {
    return List.of("rerun");
  }
}
