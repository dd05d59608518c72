package io.github.milvusretention.console.act.runs;

import io.github.milvusretention.console.act.Background;
import io.github.milvusretention.job.launch.Runner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The acts on runs, and the threads in which the runs work. */
@Configuration(proxyBeanMethods = false)
@Import({
  Launches.class,
  RunNow.class,
  Rerun.class,
  StopRun.class,
  AcceptPlan.class,
  PlanReview.class,
  AnswerCheck.class,
  KeptPlans.class,
  OpenRuns.class
})
public class RunActBeans {
  private static final int MOST_RUNS = 8;

  /** Depends on what works in its threads, so that this is destroyed only after they have ended. */
  @Bean
  Background runThreads(Runner runner) {
    return new Background(MOST_RUNS, "runs");
  }
}
