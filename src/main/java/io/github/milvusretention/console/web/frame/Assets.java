package io.github.milvusretention.console.web.frame;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The style sheets and scripts of the pages: ours below {@code /assets}, those of libraries below
 * {@code /webjars}. Their addresses hold their version or a digest of their content, so that
 * browsers may keep them.
 */
class Assets implements WebMvcConfigurer {
  private static final CacheControl YEAR =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/io/github/milvusretention/console/assets/")
        .setCacheControl(YEAR)
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(YEAR)
        .resourceChain(true);
  }

  /** Writes the version into the addresses that templates name without one. */
  @Bean
  static ResourceUrlEncodingFilter versionsInAddresses() {
    return new ResourceUrlEncodingFilter();
  }
}
