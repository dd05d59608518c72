package io.github.milvusretention.console.access.refusal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Answers a refusal with a page that says why. Whose form is not of this session because the
 * session has ended is asked to log in.
 *
 * @param logIn where there are no users it is never needed
 * @param events are told
 */
public record RefusalAsPage(AuthenticationEntryPoint logIn, RefusalEvents events)
    implements AccessDeniedHandler {
  private static final String LOG_IN = "/login";

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean nobody = SecurityContextHolder.getContext().getAuthentication() == null;
    boolean loggingIn = request.getRequestURI().equals(request.getContextPath() + LOG_IN);
    if (denied instanceof CsrfException && nobody && !loggingIn) {
      logIn.commence(request, response, new SessionEnded());
      return;
    }
    Refusal refusal = Refusal.of(denied);
    events.refused(request, refusal);
    response.setStatus(refusal.status().value());
    request.setAttribute(RefusedPage.REFUSAL, refusal);
    // The page that follows does nothing, and is for a form without a token too.
    CsrfFilter.skipRequest(request);
    request.getRequestDispatcher(RefusedPage.PATH).forward(request, response);
  }
}
