package io.github.milvusretention.schedule.quartz;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Inserts the lock rows of Quartz. Quartz inserts each row when it first needs it; if two nodes do
 * so at the same time on PostgreSQL, the second gets an aborted transaction and does not start.
 * Here each insert has its own transaction.
 */
public record LockRows(JdbcClient jdbc, TransactionOperations transaction) {
  private static final String TRIGGERS = "TRIGGER_ACCESS";
  private static final List<String> NAMES = List.of(TRIGGERS, "STATE_ACCESS");

  public void ensure() {
    NAMES.forEach(this::ensure);
  }

  /**
   * Locks the triggers against other nodes until the current transaction ends. Quartz locks single
   * changes only, so two nodes could both find a trigger missing and both add it.
   */
  public void lockTriggers() {
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
      } catch (DuplicateKeyException alreadyInserted) {
        // Another node inserted the row first, which is just as good.
      }
    }
  }

  private void insert(String name) {
    jdbc.sql("INSERT INTO QRTZ_LOCKS (SCHED_NAME, LOCK_NAME) VALUES (?, ?)")
        .params(QuartzSettings.SCHEDULER, name)
        .update();
  }
}
