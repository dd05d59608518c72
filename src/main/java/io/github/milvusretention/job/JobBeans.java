package io.github.milvusretention.job;

import io.github.milvusretention.milvus.MilvusClient;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.rules.Rules;
import java.lang.management.ManagementFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the job needs from outside: the clusters, a name for this process. */
@Configuration(proxyBeanMethods = false)
class JobBeans {
  @Bean
  Clusters clusters(Rules rules, Sleeper sleeper) {
    return new Clusters(rules, cluster -> MilvusClient.connect(cluster, sleeper));
  }

  @Bean
  @ConditionalOnMissingBean
  Sleeper sleeper() {
    return Sleeper.REAL;
  }

  @Bean
  @ConditionalOnMissingBean
  Moments moments() {
    return Moments.UNWATCHED;
  }

  @Bean
  LeaseOwner leaseOwner() {
    // The JVM names itself process@machine.
    String process = ManagementFactory.getRuntimeMXBean().getName();
    return new LeaseOwner(System.getProperty("user.name") + ", process " + process);
  }
}
