package io.github.milvusretention.console.act;

import io.github.milvusretention.console.act.runs.RunActBeans;
import io.github.milvusretention.restore.Restore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The acts of the pages and of the API. */
@Configuration(proxyBeanMethods = false)
@Import({
  RightsOnDisk.class,
  Permissions.class,
  Refusals.class,
  RefusedRequests.class,
  RunActBeans.class,
  KeepPartitions.class,
  RestorePartition.class,
})
public class ActBeans {
  /** Each may wait for minutes on a cluster; they must not keep runs from being started. */
  private static final int MOST_RESTORES = 2;

  /** Depends on what works in its threads, so that this is destroyed only after they have ended. */
  @Bean
  Background restoreThreads(Restore restore) {
    return new Background(MOST_RESTORES, "restores");
  }
}
