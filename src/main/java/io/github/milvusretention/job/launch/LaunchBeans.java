package io.github.milvusretention.job.launch;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What starts, continues and stops runs. */
@Configuration(proxyBeanMethods = false)
@Import({LaunchAudit.class, Repairs.class, Launcher.class, Stopper.class, Runner.class})
public class LaunchBeans {}
