package io.github.milvusretention.console.runs;

import io.github.milvusretention.cli.evidence.Moments;
import io.github.milvusretention.job.ExecutionFilter;
import io.github.milvusretention.job.History;
import io.github.milvusretention.job.PastExecution;
import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.rules.Rules;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The executions of the job repository as pages show them. */
public class Runs {
  private final History history;
  private final Leases leases;
  private final Rules rules;

  Runs(History history, Leases leases, Rules rules) {
    this.history = history;
    this.leases = leases;
    this.rules = rules;
  }

  /** Some of them, the newest first. */
  public List<RunLine> page(ExecutionFilter filter, long offset, int size) {
    return history.page(filter, offset, size).stream().map(this::line).toList();
  }

  /** Whoever holds the lease of the policy; empty if no run of it is in progress. */
  public Optional<LeaseHolder> holder(String policy) {
    return leases.holder(policy);
  }

  /** Times are told in this zone: UTC for a policy that is no longer in the rules. */
  public ZoneId zone(String policy) {
    return Moments.of(rules, policy).zone();
  }

  /** The newest of each policy. */
  public Map<String, PastExecution> newestByPolicy() {
    return history.newestByPolicy();
  }

  public RunLine line(PastExecution past) {
    String policy = past.run().policy();
    // Who takes a lease first marks what a dead process left, so a live one is this run's.
    boolean alive = past.exit() == null && holder(policy).isPresent();
    return RunLine.of(past, zone(policy), alive);
  }
}
