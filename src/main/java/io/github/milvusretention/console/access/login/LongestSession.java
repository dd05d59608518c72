package io.github.milvusretention.console.access.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session so long after its log-in, whatever is asked meanwhile: a page that loads again by
 * itself, or whoever has found the cookie, would keep one alive without end. Comes before anything
 * that looks at the session.
 */
public final class LongestSession extends OncePerRequestFilter {
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String LOGGED_IN = LongestSession.class.getName() + ".loggedIn";

  private final Clock clock;

  public LongestSession(Clock clock) {
    this.clock = clock;
  }

  /** After a log-in. */
  public void begin(HttpServletRequest request) {
    request.getSession().setAttribute(LOGGED_IN, clock.instant());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      endInTime(session);
    }
    chain.doFilter(request, response);
  }

  private void endInTime(HttpSession session) {
    try {
      if (session.getAttribute(LOGGED_IN) instanceof Instant loggedIn
          && !clock.instant().isBefore(loggedIn.plus(LONGEST))) {
        session.invalidate();
      }
    } catch (IllegalStateException ended) {
      // Another request has just ended it, for the same reason or by a log-out, and all is done.
    }
  }
}
