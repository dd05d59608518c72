package io.github.milvusretention.console.plan;

import io.github.milvusretention.ledger.plans.DueBefore;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The page of a plan. */
@Configuration(proxyBeanMethods = false)
@Import({DueBefore.class, PlanAsking.class, PlanWaits.class, PlanPage.class})
public class PlanBeans {}
