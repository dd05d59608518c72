package io.github.milvusretention.job;

import io.github.milvusretention.milvus.MilvusClient;
import io.github.milvusretention.milvus.Retries;
import io.github.milvusretention.rules.Rules;
import java.lang.management.ManagementFactory;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the job needs from outside: the clusters, a name for this process. */
@Configuration(proxyBeanMethods = false)
class JobBeans {
  @Bean
  Clusters clusters(Rules rules, SslBundles bundles) {
    TrustByBundle trust = new TrustByBundle(rules.clusters().values(), bundles);
    return new Clusters(
        rules,
        cluster -> MilvusClient.connect(cluster, Retries.DEFAULT, trust.of(cluster), answer -> {}));
  }

  /** A mistake in a bundle is one in the rules: told before the repository is opened. */
  @Bean
  static BeanFactoryPostProcessor clustersBeforeRepository() {
    return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, Clusters.class) {};
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
