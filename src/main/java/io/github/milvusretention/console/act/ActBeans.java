package io.github.milvusretention.console.act;

import io.github.milvusretention.job.Runner;
import io.github.milvusretention.restore.Restore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The acts of the pages and of the API. */
@Configuration(proxyBeanMethods = false)
@Import({
  Permissions.class,
  Refusals.class,
  RefusedRequests.class,
  Launches.class,
  RunNow.class,
  Rerun.class,
  StopRun.class,
  AcceptPlan.class,
  KeepPartitions.class,
  RestorePartition.class,
})
public class ActBeans {
  /** Depends on what works in its threads, so that this is destroyed only after they have ended. */
  @Bean
  Background background(Runner runner, Restore restore) {
    return new Background();
  }
}
