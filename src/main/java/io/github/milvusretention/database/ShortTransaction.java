package io.github.milvusretention.database;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A transaction of its own around each read or write here, whatever the caller is in the middle of:
 * what is written before a call to the server must be committed before the call is sent.
 */
public class ShortTransaction extends TransactionTemplate {
  private static final long serialVersionUID = 1L;

  ShortTransaction(PlatformTransactionManager transactions) {
    super(transactions);
    setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }
}
