package io.github.milvusretention.console.access;

import io.github.milvusretention.console.access.local.OnlyThisMachine;
import io.github.milvusretention.console.access.login.FormTokens;
import io.github.milvusretention.console.access.login.LimitedLogIns;
import io.github.milvusretention.console.access.login.LogInLimit;
import io.github.milvusretention.console.access.login.LogInNeeded;
import io.github.milvusretention.console.access.login.LogInPage;
import io.github.milvusretention.console.access.login.LogInResult;
import io.github.milvusretention.console.access.login.LoginEvents;
import io.github.milvusretention.console.access.login.LongestSession;
import io.github.milvusretention.console.access.oidc.OidcLogIn;
import io.github.milvusretention.console.access.refusal.ReadOnly;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.console.access.refusal.RefusalAsPage;
import io.github.milvusretention.console.access.refusal.RefusalEvents;
import io.github.milvusretention.console.access.refusal.UnreadableParameters;
import io.github.milvusretention.rules.console.ConsoleRules;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may see and do what in the pages: people who log in, or whoever sits at this machine. */
final class PagesChain {
  private final ConsoleRules rules;
  private final RefusalAsPage refusals;

  PagesChain(ConsoleRules rules, RefusalEvents events) {
    this.refusals = new RefusalAsPage(new LogInNeeded(), events);
    this.rules = rules;
  }

  /** Without users: pages are read on this machine, and nobody acts. */
  SecurityFilterChain forThisMachine(HttpSecurity http) {
    return common(http, this::refuse, ContentPolicy.ofThisSite())
        .addFilterBefore(new OnlyThisMachine(Routes.OF_THE_REPOSITORY), CsrfFilter.class)
        .addFilterBefore(
            new ReadOnly(Refusal.NO_USERS, request -> false, refusals), CsrfFilter.class)
        .authorizeHttpRequests(
            requests -> {
              requests.dispatcherTypeMatchers(DispatcherType.FORWARD).permitAll();
              requests.requestMatchers(Routes.ASSETS).permitAll();
              requests.requestMatchers(Routes.PAGES).permitAll();
              Routes.ACTS.forEach(
                  act ->
                      requests
                          .requestMatchers(act.requests())
                          .access(Allowing.nobody(Refusal.NO_USERS)));
              requests.anyRequest().access(Allowing.nobody(Refusal.NOT_THERE));
            })
        .build();
  }

  /**
   * @param listeners are told of log-ins that were refused
   */
  SecurityFilterChain forPeople(
      HttpSecurity http,
      LogInLimit limit,
      LongestSession sessions,
      LogInResult results,
      List<LoginEvents> listeners) {
    RequestMatcher logIn = Routes.matching(Set.of(HttpMethod.POST), Routes.LOG_IN);
    if (rules.readOnly()) {
      RequestMatcher logInOrOut =
          Routes.matching(Set.of(HttpMethod.POST), Routes.LOG_IN, Routes.LOG_OUT);
      http.addFilterBefore(new ReadOnly(Refusal.READ_ONLY, logInOrOut, refusals), CsrfFilter.class);
    }
    if (!rules.users().isEmpty()) {
      http.addFilterBefore(
              new LimitedLogIns(logIn, limit, results, refusals),
              UsernamePasswordAuthenticationFilter.class)
          .formLogin(
              form ->
                  form.loginPage(Routes.LOG_IN).successHandler(results).failureHandler(results));
    }
    ContentPolicy content =
        rules.oidc() == null
            ? ContentPolicy.ofThisSite()
            : new ContentPolicy(OidcLogIn.add(http, rules, limit, sessions, refusals, listeners));
    return common(http, refusals.logIn(), content)
        .addFilterBefore(sessions, SecurityContextHolderFilter.class)
        .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
        .logout(out -> out.logoutUrl(Routes.LOG_OUT).logoutSuccessUrl(LogInPage.AFTER_LOG_OUT))
        .authorizeHttpRequests(
            requests -> {
              requests.dispatcherTypeMatchers(DispatcherType.FORWARD).permitAll();
              requests.requestMatchers(Routes.ASSETS).permitAll();
              requests.requestMatchers(HttpMethod.GET, Routes.LOG_IN).permitAll();
              requests.requestMatchers(Routes.PAGES).access(Allowing.anyRole());
              Routes.ACTS.forEach(
                  act ->
                      requests
                          .requestMatchers(act.requests())
                          .access(Allowing.act(act.role(), rules)));
              requests.anyRequest().access(Allowing.nobody(Refusal.NOT_THERE));
            })
        .build();
  }

  /** There is nobody to log in: the reason is told that was given. */
  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    refusals.handle(
        request,
        response,
        failure.getCause() instanceof AccessDeniedException denied
            ? denied
            : Refusal.NOT_THERE.asException());
  }

  private HttpSecurity common(
      HttpSecurity http, AuthenticationEntryPoint nobody, ContentPolicy content) {
    return http.addFilterAfter(new UnreadableParameters(), HeaderWriterFilter.class)
        .requestCache(cache -> cache.disable())
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(nobody).accessDeniedHandler(refusals))
        .headers(
            headers ->
                headers
                    .addHeaderWriter(content)
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .httpStrictTransportSecurity(tls -> tls.includeSubDomains(false)));
  }
}
