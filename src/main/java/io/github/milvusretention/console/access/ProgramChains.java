package io.github.milvusretention.console.access;

import io.github.bucket4j.TimeMeter;
import io.github.milvusretention.console.access.refusal.ReadOnly;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.console.access.refusal.RefusalEvents;
import io.github.milvusretention.console.access.refusal.UnreadableParameters;
import io.github.milvusretention.console.access.token.BearerTokens;
import io.github.milvusretention.console.access.token.JsonRefusals;
import io.github.milvusretention.rules.console.ConsoleRules;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** What answers programs: health and metrics for everybody, the API for clients with a token. */
final class ProgramChains {
  private ProgramChains() {}

  /** Health, info and metrics, and nothing else, at their paths and on a port of their own. */
  static SecurityFilterChain actuator(HttpSecurity http, WebEndpointProperties endpoints) {
    String path = endpoints.getBasePath() + "/**";
    RequestMatcher[] places = {
      EndpointRequest.toAnyEndpoint(),
      ProgramChains::onPortOfItsOwn,
      // With the empty path on the port of the pages, the others are pages.
      path.equals("/**") ? request -> false : PathPatternRequestMatcher.pathPattern(path)
    };
    return stateless(http)
        .securityMatcher(new OrRequestMatcher(places))
        .addFilterAfter(new UnreadableParameters(), HeaderWriterFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(EndpointRequest.to("health", "info", "prometheus"))
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            errors ->
                errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
        .build();
  }

  private static boolean onPortOfItsOwn(HttpServletRequest request) {
    return WebServerApplicationContext.hasServerNamespace(
        WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()),
        "management");
  }

  static SecurityFilterChain api(
      HttpSecurity http, ConsoleRules rules, TimeMeter time, RefusalEvents events) {
    JsonRefusals refusals = new JsonRefusals(!rules.tokens().isEmpty(), events);
    http.addFilterBefore(
        new BearerTokens(rules.tokens().values(), refusals, time), AuthorizationFilter.class);
    if (rules.readOnly()) {
      http.addFilterBefore(
          new ReadOnly(Refusal.READ_ONLY, request -> false, refusals), AuthorizationFilter.class);
    }
    return stateless(http)
        .securityMatcher("/api/v1/**")
        .authorizeHttpRequests(
            requests -> {
              requests.requestMatchers(Routes.API_READS).access(Allowing.anyRole());
              Routes.API_ACTS.forEach(
                  act ->
                      requests
                          .requestMatchers(act.requests())
                          .access(Allowing.act(act.role(), rules)));
              requests.anyRequest().access(Allowing.nobody(Refusal.NO_OPERATION));
            })
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .logout(out -> out.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        content ->
                            content.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .httpStrictTransportSecurity(tls -> tls.includeSubDomains(false)));
  }
}
