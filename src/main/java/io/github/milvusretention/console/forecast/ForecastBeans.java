package io.github.milvusretention.console.forecast;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the page of the forecast is made of. */
@Configuration(proxyBeanMethods = false)
@Import({Forecasts.class, ForecastPage.class})
public class ForecastBeans {}
