package io.github.milvusretention.ops;

import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.plans.LastPlans;
import io.github.milvusretention.ops.flight.RecordedCalls;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.NextFirings;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The metrics, of the daemon and of one command, and the events of the flight recorder. */
@Configuration(proxyBeanMethods = false)
@Import({
  NextFirings.class,
  MilvusRequests.class,
  LastAnswers.class,
  RecordedCalls.class,
  ClusterContacts.class,
  RetentionMetrics.class
})
public class MetricsBeans {
  @Bean
  RepositoryMetrics repositoryMetrics(
      JdbcClient jdbc,
      Rules rules,
      Holds holds,
      Releases releases,
      LastPlans lastPlans,
      NextFirings firings,
      Clock clock) {
    return new RepositoryMetrics(
        List.of(
            new RunFigures(jdbc, rules),
            new LedgerFigures(jdbc, rules),
            new LastPlanFigures(lastPlans, rules),
            new HoldFigures(holds, releases, rules),
            new ScheduleFigures(firings, rules),
            new ClusterFigures(jdbc, rules),
            new NotificationFigures(jdbc, rules)),
        clock);
  }
}
