package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Asking;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.act.Permissions;
import io.github.milvusretention.console.act.runs.OpenRuns;
import io.github.milvusretention.console.act.runs.RunStanding;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.lease.LeaseHolder;
import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.LedgerCounts;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.schedule.RulesInForce;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what the page of one execution shows, and others of what waits for a person. */
public class RunDetails {
  private final History history;
  private final Runs runs;
  private final Evidence evidence;
  private final OpenRuns open;
  private final Rules rules;
  private final RulesInForce inForce;
  private final Permissions permissions;

  RunDetails(
      History history,
      Runs runs,
      Evidence evidence,
      OpenRuns open,
      Rules rules,
      RulesInForce inForce,
      Permissions permissions) {
    this.history = history;
    this.runs = runs;
    this.evidence = evidence;
    this.open = open;
    this.rules = rules;
    this.inForce = inForce;
    this.permissions = permissions;
  }

  RunDetail of(PastExecution past, Person person) {
    ZoneId zone = runs.zone(past.run().policy());
    List<PastExecution> executions = history.executions(past.run());
    PlanPart plan =
        evidence
            .plan(past.run(), past.executionId())
            .map(found -> PlanPart.of(found, zone))
            .orElse(null);
    Asking asking = permissions.of(person);
    RunStanding standing = standing(past, executions);
    return new RunDetail(
        runs.line(past),
        standing.known(),
        history.steps(past.executionId()).stream().map(step -> StepLine.of(step, zone)).toList(),
        cards(past.counts()),
        plan,
        executions.stream()
            .filter(other -> other.executionId() != past.executionId())
            .map(runs::line)
            .toList(),
        List.of(
            Offered.rerun(standing, asking),
            Offered.stop(standing, asking),
            Offered.accept(standing, asking)));
  }

  /** To accept what waits of that execution; empty for one that was purged. */
  public Optional<Offered> accept(long executionId, Person person) {
    return history
        .past(executionId)
        .map(
            past ->
                Offered.accept(
                    standing(past, history.executions(past.run())), permissions.of(person)));
  }

  private RunStanding standing(PastExecution past, List<PastExecution> executions) {
    String policy = past.run().policy();
    boolean known = rules.policies().containsKey(policy);
    Optional<LeaseHolder> holder = runs.holder(policy);
    PastExecution last = executions.isEmpty() ? past : executions.get(executions.size() - 1);
    boolean finished = last.exit() == RunExit.DONE;
    boolean waits = open.find(past.run()).isPresent();
    return new RunStanding(
        past.executionId(),
        policy,
        known,
        past.exit() != null,
        holder.isPresent(),
        holder.filter(LeaseHolder::stopRequested).isPresent(),
        finished,
        waits,
        waits ? open.starters(past.run()) : List.of(),
        known ? inForce.objection(policy).orElse(null) : null);
  }

  private static List<RunDetail.Card> cards(ExecutionCounts counts) {
    LedgerCounts own = counts.own();
    return Stream.of(
            new RunDetail.Card(counts.planned(), "planned"),
            new RunDetail.Card(own.dropped(), "dropped"),
            new RunDetail.Card(own.released(), "released"),
            new RunDetail.Card(own.absent(), "absent"),
            new RunDetail.Card(own.skipped(), "skipped"),
            new RunDetail.Card(own.failed(), "failed"),
            new RunDetail.Card(own.left(), "left"),
            new RunDetail.Card(counts.earlier(), "settled earlier"))
        .toList();
  }
}
