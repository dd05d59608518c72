package io.github.milvusretention.console.confirm;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages that ask for confirmation. */
@Configuration(proxyBeanMethods = false)
@Import({
  Facts.class,
  NotDonePage.class,
  RunNowPage.class,
  RunActPages.class,
  AcceptPage.class,
  RestorePage.class,
})
public class ConfirmBeans {}
