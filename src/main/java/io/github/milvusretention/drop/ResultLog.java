package io.github.milvusretention.drop;

import io.github.milvusretention.policy.Address;
import io.github.milvusretention.run.RunLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Logs the result of each partition, where no progress shows it: in the daemon, and wherever logs
 * are for machines.
 */
public record ResultLog()
    implements ApplicationListener<PayloadApplicationEvent<PartitionSettled>> {
  private static final Logger log = LoggerFactory.getLogger(ResultLog.class);

  @Override
  public void onApplicationEvent(PayloadApplicationEvent<PartitionSettled> event) {
    write(event.getPayload());
  }

  /** Also for results that no progress counts. */
  public static void write(PartitionSettled result) {
    Address address = result.address();
    boolean settled = result.state().settled();
    String why = result.why() == null ? "" : ": " + result.why();
    RunLog.of(
            log.atLevel(settled ? Level.INFO : Level.WARN),
            "partition-result",
            result.policy(),
            result.executionId())
        .addKeyValue("event.outcome", settled ? "success" : "failure")
        .addKeyValue("cluster", address.cluster())
        .addKeyValue("database", address.database())
        .addKeyValue("collection", address.collection())
        .addKeyValue("partition", address.partition())
        .addKeyValue("state", result.state().name())
        .log("{}: {} {}{}", result.policy(), address, result.state(), why);
  }
}
