package io.github.milvusretention.job;

import io.github.milvusretention.ledger.RepositoryFailure;
import io.github.milvusretention.milvus.MilvusClient;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.rules.Rules;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryOperations;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

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

  /** How often a run is launched for which the database has no room at that very moment. */
  @Bean
  RetryOperations launch() {
    return new RetryTemplate(
        RetryPolicy.builder()
            .maxRetries(4)
            .delay(Duration.ofMillis(50))
            .multiplier(2)
            .jitter(Duration.ofMillis(25))
            .predicate(RepositoryFailure::passes)
            .build());
  }

  @Bean
  LeaseOwner leaseOwner() {
    // The JVM names itself process@machine.
    String process = ManagementFactory.getRuntimeMXBean().getName();
    return new LeaseOwner(System.getProperty("user.name") + ", process " + process);
  }
}
