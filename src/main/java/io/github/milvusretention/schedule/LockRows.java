package io.github.milvusretention.schedule;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The rows that Quartz locks. It inserts each when it first needs it, and of two nodes that do so
 * at once on PostgreSQL the second is left with an aborted transaction and does not start. Here
 * each insert has a transaction of its own.
 */
record LockRows(JdbcClient jdbc, TransactionOperations transaction) {
  private static final String TRIGGERS = "TRIGGER_ACCESS";
  private static final List<String> NAMES = List.of(TRIGGERS, "STATE_ACCESS");

  void ensure() {
    NAMES.forEach(this::ensure);
  }

  /**
   * Keeps other nodes from the triggers until the current transaction ends. Quartz locks single
   * changes only, so two nodes could both find a trigger missing and both add it.
   */
  void holdTriggers() {
    jdbc.sql("SELECT LOCK_NAME FROM QRTZ_LOCKS WHERE SCHED_NAME = ? AND LOCK_NAME = ? FOR UPDATE")
        .params(QuartzSettings.SCHEDULER, TRIGGERS)
        .query(String.class)
        .single();
  }

  private void ensure(String name) {
    boolean present =
        jdbc.sql("SELECT COUNT(*) FROM QRTZ_LOCKS WHERE SCHED_NAME = ? AND LOCK_NAME = ?")
                .params(QuartzSettings.SCHEDULER, name)
                .query(Integer.class)
                .single()
            > 0;
    if (!present) {
      try {
        transaction.executeWithoutResult(status -> insert(name));
      } catch (DuplicateKeyException anotherNodeWasFaster) {
        // The row is there, which is all that was wanted.
      }
    }
  }

  private void insert(String name) {
    jdbc.sql("INSERT INTO QRTZ_LOCKS (SCHED_NAME, LOCK_NAME) VALUES (?, ?)")
        .params(QuartzSettings.SCHEDULER, name)
        .update();
  }
}
