package io.github.milvusretention.notify;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every command and the daemon need to tell people. */
@Configuration(proxyBeanMethods = false)
@Import({
  Outbox.class,
  Sender.class,
  Deliveries.class,
  RunNotices.class,
  PlanNotices.class,
  Reminders.class,
  AfterRuns.class
})
public class NotifyBeans {}
