package io.github.milvusretention.console.holds;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages of holds. */
@Configuration(proxyBeanMethods = false)
@Import({HoldsPage.class, NewHoldPage.class, LiftPage.class})
public class HoldBeans {}
