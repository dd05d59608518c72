package io.github.milvusretention.console.access.login;

import io.github.milvusretention.console.access.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses log-ins of which there were too many, and those with a name that no user can have, before
 * the password is looked at.
 */
public final class LimitedLogIns extends OncePerRequestFilter {
  private static final String SECONDS_TO_WAIT = "60";
  private static final AuthenticationException NO_USER =
      new UsernameNotFoundException("no user has that name");

  private final RequestMatcher logIns;
  private final LogInLimit limit;
  private final LogInResult results;
  private final AccessDeniedHandler answer;

  public LimitedLogIns(
      RequestMatcher logIns, LogInLimit limit, LogInResult results, AccessDeniedHandler answer) {
    this.logIns = logIns;
    this.limit = limit;
    this.results = results;
    this.answer = answer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!logIns.matches(request)) {
      chain.doFilter(request, response);
      return;
    }
    LogIn logIn = LogIn.of(request);
    if (limit.take(logIn)) {
      if (logIn.isOfAUser()) {
        chain.doFilter(request, response);
      } else {
        results.onAuthenticationFailure(request, response, NO_USER);
      }
      return;
    }
    if (limit.tells(logIn)) {
      results.tell(logIn, "too many log-ins within a minute");
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
    answer.handle(request, response, Refusal.TOO_MANY_LOG_INS.asException());
  }
}
