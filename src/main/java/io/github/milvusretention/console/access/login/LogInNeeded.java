package io.github.milvusretention.console.access.login;

import io.github.milvusretention.console.access.refusal.SessionEnded;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;

/**
 * Sends whoever is not logged in to the log-in, which leads back. A part of a page that htmx asks
 * for would have the log-in shown within the page: its answer makes htmx load it as a whole.
 */
public final class LogInNeeded implements AuthenticationEntryPoint {
  private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String note = failure instanceof SessionEnded ? LogInPage.ENDED : null;
    if (request.getHeader("HX-Request") != null) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      response.setHeader(
          "HX-Redirect", request.getContextPath() + ReturnAddress.aroundPart(request).logIn(note));
    } else {
      redirect.sendRedirect(request, response, ReturnAddress.asked(request).logIn(note));
    }
  }
}
