package io.github.milvusretention.ops.figures;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The figures of all subjects. */
@Configuration(proxyBeanMethods = false)
@Import({
  RunFigures.class,
  LedgerFigures.class,
  LastPlanFigures.class,
  HoldFigures.class,
  ScheduleFigures.class,
  ClusterFigures.class,
  NotificationFigures.class
})
public class FigureBeans {}
