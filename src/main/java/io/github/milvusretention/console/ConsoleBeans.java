package io.github.milvusretention.console;

import io.github.milvusretention.console.access.AccessBeans;
import io.github.milvusretention.console.act.ActBeans;
import io.github.milvusretention.console.api.ApiBeans;
import io.github.milvusretention.console.audit.AuditPage;
import io.github.milvusretention.console.confirm.ConfirmBeans;
import io.github.milvusretention.console.forecast.ForecastBeans;
import io.github.milvusretention.console.holds.HoldBeans;
import io.github.milvusretention.console.nights.NightsBeans;
import io.github.milvusretention.console.partition.PartitionBeans;
import io.github.milvusretention.console.plan.PlanBeans;
import io.github.milvusretention.console.policies.PolicyBeans;
import io.github.milvusretention.console.runs.RunBeans;
import io.github.milvusretention.console.web.frame.PageBeans;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that the pages are made of. */
@Configuration(proxyBeanMethods = false)
@Import({
  AccessBeans.class,
  ApiBeans.class,
  PageBeans.class,
  PolicyBeans.class,
  RunBeans.class,
  ActBeans.class,
  ConfirmBeans.class,
  HoldBeans.class,
  AuditPage.class,
  NightsBeans.class,
  ForecastBeans.class,
  PlanBeans.class,
  PartitionBeans.class,
})
public class ConsoleBeans {}
