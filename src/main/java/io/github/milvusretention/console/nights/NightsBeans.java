package io.github.milvusretention.console.nights;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the grid of nights is made of. */
@Configuration(proxyBeanMethods = false)
@Import({NightsRepository.class, Nights.class, NightsPage.class})
public class NightsBeans {}
