package io.github.milvusretention.ops;

import io.github.milvusretention.ops.figures.FigureBeans;
import io.github.milvusretention.ops.figures.Figures;
import io.github.milvusretention.ops.flight.RecordedCalls;
import io.github.milvusretention.schedule.NextFirings;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The metrics, of the daemon and of one command, and the events of the flight recorder. */
@Configuration(proxyBeanMethods = false)
@Import({
  FigureBeans.class,
  NextFirings.class,
  MilvusRequests.class,
  LastAnswers.class,
  RecordedCalls.class,
  ClusterContacts.class,
  RetentionMetrics.class
})
public class MetricsBeans {
  @Bean
  RepositoryMetrics repositoryMetrics(List<Figures> figures, Clock clock) {
    return new RepositoryMetrics(figures, clock);
  }
}
