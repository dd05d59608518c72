package io.github.milvusretention.database;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs each read or write in a new transaction, even if the caller already has one: what is written
 * before a call to the server must be committed before the call is sent.
 */
public class ShortTransaction extends TransactionTemplate {
  private static final long serialVersionUID = 1L;

  ShortTransaction(PlatformTransactionManager transactions) {
    super(transactions);
    setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }
}
