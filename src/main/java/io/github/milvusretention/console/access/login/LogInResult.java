package io.github.milvusretention.console.access.login;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.text.Visible;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * What follows a log-in: the page that was asked for, or the form once more; and a line in the log.
 */
public final class LogInResult
    implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(LogInResult.class);

  private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();
  private final Set<String> users;
  private final LogInLimit limit;
  private final LongestSession sessions;
  private final List<LoginEvents> listeners;

  public LogInResult(
      Rules rules, LogInLimit limit, LongestSession sessions, List<LoginEvents> listeners) {
    this.users = rules.console().users().keySet();
    this.limit = limit;
    this.sessions = sessions;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    LogIn logIn = LogIn.of(request);
    limit.giveBack(logIn);
    sessions.begin(request);
    log.info("console: {} logged in, from {}", authentication.getName(), logIn.from());
    redirect.sendRedirect(request, response, to(request).path());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    tell(LogIn.of(request), "name or password is wrong");
    redirect.sendRedirect(request, response, to(request).logIn(LogInPage.REFUSED));
  }

  /** Only names of users are told: people type their password where the name belongs. */
  void tell(LogIn logIn, String why) {
    String name = users.contains(logIn.name()) ? logIn.name() : "a name that no user has";
    log.warn(
        "console: log-in of {} refused, from {}: {}",
        Visible.line(name),
        Visible.line(logIn.from()),
        why);
    listeners.forEach(listener -> listener.refused(name, logIn.from(), why));
  }

  private static ReturnAddress to(HttpServletRequest request) {
    return ReturnAddress.of(request.getParameter(ReturnAddress.PARAMETER));
  }
}
