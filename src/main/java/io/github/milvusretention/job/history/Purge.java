package io.github.milvusretention.job.history;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditEntry.Outcome;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.ledger.EarlierResults;
import io.github.milvusretention.ledger.SentCalls;
import io.github.milvusretention.ledger.plans.EarlierPlans;
import io.github.milvusretention.run.RunKey;
import io.github.milvusretention.run.RunParameters;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes finished runs from the job repository, the calls that they sent, and what each of their
 * executions had left; the ledger stays, and so does the audit. An unfinished run is never removed:
 * without its records the next run of that as-of would look like the first. Nor is a policy's
 * newest finished one: the health check uses it, and it keeps a rerun from continuing an older
 * unfinished run.
 */
public class Purge {
  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;
  private final JobRepository repository;
  private final SentCalls sentCalls;
  private final EarlierResults results;
  private final EarlierPlans plans;
  private final ShortTransaction transaction;
  private final AuditLog audit;

  Purge(
      JdbcClient jdbc,
      JobRepository repository,
      SentCalls sentCalls,
      EarlierResults results,
      EarlierPlans plans,
      ShortTransaction transaction,
      AuditLog audit) {
    this.audit = audit;
    this.jdbc = jdbc;
    this.sentCalls = sentCalls;
    this.results = results;
    this.plans = plans;
    this.repository = repository;
    this.transaction = transaction;
  }

  /** Removes each run in a transaction of its own; returns how many. */
  public int finishedBefore(Instant moment, Actor actor) {
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.PURGE,
            new Target("finished runs that ended before " + moment, null),
            "",
            Outcome.STARTED,
            "");
    audit.record(entry);
    try {
      int removed = remove(moment);
      audit.recordEnd(entry.ended(Outcome.DONE, removed + " runs removed"));
      return removed;
    } catch (RuntimeException e) {
      audit.recordEnd(entry.ended(Outcome.FAILED, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private int remove(Instant moment) {
    // As Spring Batch writes them in this process.
    LocalDateTime local = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    int removed = 0;
    for (List<Long> some = finished(local); !some.isEmpty(); some = finished(local)) {
      for (Long id : some) {
        JobInstance instance = repository.getJobInstance(id);
        if (instance != null) {
          forget(instance);
          transaction.executeWithoutResult(
              status -> {
                PurgedRuns.add(jdbc, id);
                repository.deleteJobInstance(instance);
              });
          removed++;
        }
      }
    }
    return removed;
  }

  private void forget(JobInstance instance) {
    JobExecution last = repository.getLastJobExecution(instance);
    if (last != null) {
      RunKey run = RunParameters.of(last.getJobParameters()).run();
      sentCalls.forget(run);
      results.forget(run);
      plans.forget(run);
    }
  }

  private List<Long> finished(LocalDateTime before) {
    return jdbc.sql(
            "SELECT i.job_instance_id FROM batch_job_instance i WHERE i.job_name = :job AND EXISTS"
                + " (SELECT 1 FROM batch_job_execution e WHERE e.job_instance_id ="
                + " i.job_instance_id AND e.status = 'COMPLETED') AND NOT EXISTS (SELECT 1 FROM"
                + " batch_job_execution e WHERE e.job_instance_id = i.job_instance_id AND"
                + " (e.end_time IS NULL OR e.end_time >= :before)) AND NOT EXISTS (SELECT 1 FROM"
                + " batch_job_execution e WHERE e.job_instance_id = i.job_instance_id AND"
                + " e.job_execution_id IN (SELECT MAX(n.job_execution_id) FROM batch_job_execution"
                + " n JOIN batch_job_execution_params p ON p.job_execution_id = n.job_execution_id"
                + " AND p.parameter_name = 'policy' WHERE n.status = 'COMPLETED' GROUP BY"
                + " p.parameter_value)) ORDER BY i.job_instance_id LIMIT :some")
        .param("job", RunParameters.JOB)
        .param("before", before)
        .param("some", AT_ONCE)
        .query(Long.class)
        .list();
  }
}
