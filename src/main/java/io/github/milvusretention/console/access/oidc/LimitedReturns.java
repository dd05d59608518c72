package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.login.LogInLimit;
import io.github.milvusretention.console.access.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what comes back from the provider too often, as each makes the provider be called. */
final class LimitedReturns extends OncePerRequestFilter {
  private static final String SECONDS_TO_WAIT = "60";
  private static final RequestMatcher RETURNS =
      PathPatternRequestMatcher.pathPattern(OidcLogIn.RETURN);

  private final StartedLogIns started;
  private final LogInLimit limit;
  private final OidcResult results;
  private final AccessDeniedHandler answer;

  LimitedReturns(
      StartedLogIns started, LogInLimit limit, OidcResult results, AccessDeniedHandler answer) {
    this.started = started;
    this.limit = limit;
    this.results = results;
    this.answer = answer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String from = request.getRemoteAddr();
    // What was not started makes nobody be called, and any page of another site can send it.
    if (!RETURNS.matches(request)
        || started.loadAuthorizationRequest(request) == null
        || limit.takeFrom(from)) {
      chain.doFilter(request, response);
      return;
    }
    if (limit.tellsOf(from)) {
      results.tell(null, from, "too many log-ins within a minute");
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
    answer.handle(request, response, Refusal.TOO_MANY_LOG_INS.asException());
  }
}
