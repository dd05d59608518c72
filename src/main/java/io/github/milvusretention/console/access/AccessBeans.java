package io.github.milvusretention.console.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Who may see and act. */
@Configuration(proxyBeanMethods = false)
@Import(PersonArgument.class)
public class AccessBeans {
  private static final String CONTENT =
      "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'none'";

  @Bean
  SecurityFilterChain pages(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests.requestMatchers(HttpMethod.GET, "/**").permitAll().anyRequest().denyAll())
        .headers(
            headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT)))
        .build();
  }
}
