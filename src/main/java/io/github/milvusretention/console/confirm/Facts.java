package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.runs.ExitWords;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;

/** Names policy, run and cluster, so that nobody acts on another than the one that is meant. */
class Facts {
  private final Rules rules;
  private final History history;
  private final Leases leases;

  Facts(Rules rules, History history, Leases leases) {
    this.leases = leases;
    this.rules = rules;
    this.history = history;
  }

  JobExecution execution(long id) {
    return history.execution(id).orElseThrow(() -> NotThere.run(id));
  }

  static RunKey run(JobExecution execution) {
    return RunParameters.of(execution.getJobParameters()).run();
  }

  /** Of a run. */
  List<Fact> of(JobExecution execution) {
    RunKey run = run(execution);
    List<Fact> facts = new ArrayList<>(ofPolicy(run.policy()));
    facts.add(new Fact("Run", String.valueOf(execution.getId()), "/runs/" + execution.getId()));
    facts.add(new Fact("As of", run.asOf().toString()));
    facts.add(new Fact("Attempt", String.valueOf(run.attempt())));
    facts.add(new Fact("Status", status(execution)));
    return facts;
  }

  /** As the run's own page has it. */
  private String status(JobExecution execution) {
    boolean alive = leases.holder(run(execution).policy()).isPresent();
    return history
        .past(execution.getId())
        .map(past -> ExitWords.badge(past, alive).text())
        .orElseThrow(() -> NotThere.run(execution.getId()));
  }

  /** Of a policy with its cluster, if it is still in the rules. */
  List<Fact> ofPolicy(String name) {
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      return List.of(new Fact("Policy", name + ", which is no longer in the rules"));
    }
    return List.of(
        new Fact("Policy", name, "/policies/" + name),
        new Fact("Cluster", policy.scope().cluster()),
        new Fact("Address", Cluster.server(rules.clusterOf(policy).uri())));
  }
}
