package io.github.milvusretention.console.policies;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of policies. */
@Configuration(proxyBeanMethods = false)
@Import({PolicyLines.class, PoliciesPage.class, PolicyPage.class})
public class PolicyBeans {}
