package io.github.milvusretention.console.act.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides which acts an execution allows.
 *
 * @param policy its policy's name
 * @param known whether the rules still have that policy
 * @param over whether the execution has ended
 * @param alive whether a run of the policy is in progress: its lease is held
 * @param stopping whether that run was asked to stop
 * @param finished whether the last execution of the run completed
 * @param waits whether the run's plan, or what it kept, waits for a person
 * @param starters the people who asked for executions of the run
 * @param objection why this process may not act by its rules for the policy; null if it may
 */
public record RunStanding(
    long executionId,
    String policy,
    boolean known,
    boolean over,
    boolean alive,
    boolean stopping,
    boolean finished,
    boolean waits,
    List<String> starters,
    @Nullable String objection) {
  public RunStanding {
    starters = List.copyOf(starters);
  }
}
