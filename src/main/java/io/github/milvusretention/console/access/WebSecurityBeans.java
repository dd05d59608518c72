package io.github.milvusretention.console.access;

import java.util.function.Predicate;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;

/**
 * Spring Security for the web, without the beans that it adds as soon as its OAuth2 client is there
 * to be found: whoever logs in by no provider need not wait for them, and the log-in by one does
 * not need them.
 */
class WebSecurityBeans implements ImportSelector {
  private static final String OAUTH2 =
      "org.springframework.security.config.annotation.web.configuration.OAuth2ClientConfiguration";

  @Override
  public String[] selectImports(AnnotationMetadata importing) {
    return new String[] {Enabled.class.getName()};
  }

  @Override
  public Predicate<String> getExclusionFilter() {
    return OAUTH2::equals;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebSecurity
  static class Enabled {}
}
