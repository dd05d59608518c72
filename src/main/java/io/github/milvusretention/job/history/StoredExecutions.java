package io.github.milvusretention.job.history;

import io.github.milvusretention.ledger.ExecutionCounts;
import io.github.milvusretention.ledger.evidence.ExecutionRows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds executions in the tables of Spring Batch, with what they did by the ledger. */
class StoredExecutions {
  private final JdbcClient jdbc;
  private final ExecutionRows rows;

  StoredExecutions(JdbcClient jdbc, ExecutionRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /** Numbers of executions, newest first. */
  List<Long> newest(ExecutionFilter filter, long offset, int size) {
    return jdbc.sql(
            "SELECT e.job_execution_id"
                + filter.sql()
                + " ORDER BY e.job_execution_id DESC LIMIT :size OFFSET :offset")
        .params(filter.params())
        .param("size", size)
        .param("offset", offset)
        .query(Long.class)
        .list();
  }

  long count(ExecutionFilter filter) {
    return jdbc.sql("SELECT COUNT(*)" + filter.sql())
        .params(filter.params())
        .query(Long.class)
        .single();
  }

  /**
   * The number of the newest of each policy; whatever ran has had a lease. The order is that of an
   * index, at whose end H2 would not look without it.
   */
  List<Long> newestOfEach() {
    return jdbc.sql(
            "SELECT newest FROM (SELECT (SELECT p.job_execution_id FROM batch_job_execution_params"
                + " p WHERE p.parameter_name = 'policy' AND p.parameter_value = l.policy"
                + " ORDER BY p.parameter_name DESC, p.parameter_value DESC, p.job_execution_id DESC"
                + " LIMIT 1) AS newest FROM retention_lease l) n WHERE newest IS NOT NULL")
        .query(Long.class)
        .list();
  }

  /** The numbers of those of an instance, the first one first. */
  List<Long> ofInstance(long instance) {
    return jdbc.sql(
            "SELECT job_execution_id FROM batch_job_execution WHERE job_instance_id = :instance"
                + " ORDER BY job_execution_id")
        .param("instance", instance)
        .query(Long.class)
        .list();
  }

  /** In the order of the numbers; a purge may have removed some. */
  List<PastExecution> past(List<Long> ids) {
    Map<Long, StoredExecution> stored = StoredExecution.read(jdbc, ids);
    return ids.stream()
        .map(stored::get)
        .filter(Objects::nonNull)
        .map(each -> past(each, rows.counts(each.parameters().run(), each.id())))
        .toList();
  }

  static PastExecution past(StoredExecution stored, ExecutionCounts counts) {
    return new PastExecution(
        stored.parameters().run(),
        stored.id(),
        stored.status().name(),
        stored.exit(),
        stored.message(),
        counts,
        stored.start(),
        stored.end(),
        stored.parameters().origin());
  }
}
