package io.github.milvusretention.console.runs;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of runs. */
@Configuration(proxyBeanMethods = false)
@Import({Runs.class, RunsPage.class, RunLedger.class, RunDetails.class, RunPage.class})
public class RunBeans {}
