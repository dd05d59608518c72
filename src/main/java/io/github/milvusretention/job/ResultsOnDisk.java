package io.github.milvusretention.job;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.start.RepositoryProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Puts how a run ended on the disk before anybody is told of it. Should that fail, the intents are
 * there already, and the next run asks the server what became of them.
 */
class ResultsOnDisk {
  private static final Logger log = LoggerFactory.getLogger(ResultsOnDisk.class);

  private final RepositoryProgress progress;

  ResultsOnDisk(RepositoryProgress progress) {
    this.progress = progress;
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void force(RunFinished finished) {
    if (finished.report().executionId() == null) {
      // It never began, so there is nothing to record.
      return;
    }
    try {
      progress.note();
    } catch (RuntimeException e) {
      String why = RepositoryFailure.told(e).orElseThrow(() -> e);
      log.warn("{}: its end may not outlive a power cut: {}", finished.report().run(), why);
    }
  }
}
