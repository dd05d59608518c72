package io.github.milvusretention.console;

import io.github.milvusretention.console.access.AccessBeans;
import io.github.milvusretention.console.act.Permissions;
import io.github.milvusretention.console.policies.PolicyBeans;
import io.github.milvusretention.console.runs.RunBeans;
import io.github.milvusretention.console.web.PageBeans;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All that the pages are made of. */
@Configuration(proxyBeanMethods = false)
@Import({
  AccessBeans.class,
  PageBeans.class,
  Permissions.class,
  PolicyBeans.class,
  RunBeans.class,
})
public class ConsoleBeans {}
