package io.github.milvusretention.console.access.refusal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses whatever could change something, whoever asks and whether or not it has a rule. */
public final class ReadOnly extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Refusal refusal;
  private final RequestMatcher except;
  private final AccessDeniedHandler answer;

  /**
   * @param except what may be sent nevertheless, such as a log-in
   */
  public ReadOnly(Refusal refusal, RequestMatcher except, AccessDeniedHandler answer) {
    this.refusal = refusal;
    this.except = except;
    this.answer = answer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (READING.contains(request.getMethod()) || except.matches(request)) {
      chain.doFilter(request, response);
    } else {
      answer.handle(request, response, refusal.asException());
    }
  }
}
