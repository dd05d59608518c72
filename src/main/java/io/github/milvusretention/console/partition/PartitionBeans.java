package io.github.milvusretention.console.partition;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The page of a partition. */
@Configuration(proxyBeanMethods = false)
@Import({RunsBehind.class, PresenceAsking.class, PartitionActs.class, PartitionPage.class})
public class PartitionBeans {}
