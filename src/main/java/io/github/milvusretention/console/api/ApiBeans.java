package io.github.milvusretention.console.api;

import io.github.milvusretention.console.api.http.ApiSetup;
import io.github.milvusretention.console.web.asking.ClusterTurns;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What answers below {@code /api/v1}. */
@Configuration(proxyBeanMethods = false)
@Import({
  ApiSetup.class,
  ApiErrors.class,
  ClusterTurns.class,
  DescriptionApi.class,
  PoliciesApi.class,
  RunsApi.class,
  PlanApi.class,
  ForecastApi.class,
  WhyApi.class,
  HoldsApi.class,
  CheckApi.class,
  AuditApi.class,
  RunActsApi.class,
  RestoreApi.class,
})
public class ApiBeans {}
