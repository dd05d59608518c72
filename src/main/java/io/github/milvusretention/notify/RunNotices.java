package io.github.milvusretention.notify;

import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.job.RunFinished;
import io.github.milvusretention.job.RunRecorded;
import io.github.milvusretention.job.RunStarted;
import io.github.milvusretention.job.history.RunReport;
import io.github.milvusretention.notify.RunNotice.Refused;
import io.github.milvusretention.plan.AcceptCommand;
import io.github.milvusretention.plan.freeze.PlanMade;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.run.RunExit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/** Puts what happens in runs into the outbox, in the transactions that record it. */
class RunNotices {
  private final Outbox outbox;
  private final Deliveries deliveries;
  private final PlanNotices plans;
  private final Notifications targets;
  private final AcceptCommand command;
  private final ShortTransaction transaction;

  /** Of executions that go on until their end is recorded, which is where this is told. */
  private final Map<Long, Refused> refused = new ConcurrentHashMap<>();

  RunNotices(
      Outbox outbox,
      Deliveries deliveries,
      PlanNotices plans,
      Rules rules,
      AcceptCommand command,
      ShortTransaction transaction) {
    this.outbox = outbox;
    this.deliveries = deliveries;
    this.plans = plans;
    this.targets = rules.notifications();
    this.command = command;
    this.transaction = transaction;
  }

  @EventListener
  void on(RunStarted started) {
    targets.of(started.run().policy()).stream()
        .filter(Target::heartbeat)
        .forEach(deliveries::start);
  }

  @EventListener
  void on(PlanMade made) {
    if (targets.of(made.run().policy()).isEmpty()) {
      return;
    }
    if (!made.frozen()) {
      refused.put(
          made.executionId(),
          new Refused(
              made.planned().refusals(),
              command.rerun(made.executionId(), made.planned().plan().digest())));
    }
    plans.tell(made);
  }

  @EventListener
  void on(RunRecorded recorded) {
    tell(recorded.report());
  }

  /** What is not part of a transaction: a run that could not be recorded, or was done already. */
  @EventListener
  void on(RunFinished finished) {
    RunReport report = finished.report();
    boolean broken = report.status().equals("ERROR");
    if (targets.of(report.run().policy()).isEmpty()
        || (!broken && !report.status().equals("ALREADY_DONE"))) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> tell(report));
    } catch (RuntimeException e) {
      // The run is over, and whoever asked for it is to hear how it ended.
      AfterRuns.log(e);
    }
  }

  private void tell(RunReport report) {
    List<Target> all = targets.of(report.run().policy());
    Refused why = report.executionId() == null ? null : refused.remove(report.executionId());
    Optional<Notice> notice =
        all.isEmpty() ? Optional.empty() : RunNotice.of(report, why == null ? Refused.NOT : why);
    notice.ifPresent(told -> tell(report, told, all));
  }

  private void tell(RunReport report, Notice notice, List<Target> all) {
    boolean already = report.status().equals("ALREADY_DONE");
    all.stream()
        .filter(Target::heartbeat)
        .forEach(target -> outbox.replace(already ? notice.once(null) : notice, target));
    if (report.exit() == RunExit.DONE) {
      outbox.over(notice.policy(), EventType.OVERDUE);
    }
    if (already || (report.exit() == RunExit.DONE && RunNotice.idle(report))) {
      return;
    }
    boolean refusal = notice.type() == EventType.REFUSED;
    outbox.add(
        refusal ? notice.once("refused/" + plans.today(notice.policy())) : notice,
        all.stream().filter(target -> target.wants(notice.type())).toList());
  }
}
