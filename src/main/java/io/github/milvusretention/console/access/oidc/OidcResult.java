package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.login.LogInLimit;
import io.github.milvusretention.console.access.login.LoginEvents;
import io.github.milvusretention.console.access.login.LongestSession;
import io.github.milvusretention.console.access.login.ReturnAddress;
import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.console.access.refusal.RefusalAsPage;
import io.github.milvusretention.rules.console.Issuer;
import io.github.milvusretention.text.Visible;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * What follows a log-in by the provider: the page that was asked for, or why not; and a line in the
 * log. Of what the provider or the browser sent, log and page repeat nothing but a name that was
 * checked.
 */
final class OidcResult implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(OidcResult.class);
  private static final String NOBODY_YET = "somebody whom the provider did not name";
  private static final Refusal NOT_NOW =
      new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE,
          "No log-in now",
          "The provider of log-ins cannot be reached, or does not answer as it should. Try again"
              + " later; the log of the daemon says more.");

  private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();
  private final Issuer issuer;
  private final LogInLimit limit;
  private final LongestSession sessions;
  private final RefusalAsPage refusals;
  private final List<LoginEvents> listeners;

  OidcResult(
      Issuer issuer,
      LogInLimit limit,
      LongestSession sessions,
      RefusalAsPage refusals,
      List<LoginEvents> listeners) {
    this.issuer = issuer;
    this.limit = limit;
    this.sessions = sessions;
    this.refusals = refusals;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication person)
      throws IOException {
    String from = request.getRemoteAddr();
    limit.giveBackTo(from);
    sessions.begin(request);
    log.info(
        "console: {} logged in by the provider, from {}",
        Visible.line(person.getName()),
        Visible.line(from));
    redirect.sendRedirect(request, response, to(request).path());
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    String from = request.getRemoteAddr();
    if (failure instanceof NotLetIn person) {
      tell(person.name(), from, Objects.requireNonNull(person.getMessage()));
      refusals.handle(request, response, person.refusal().asException());
      return;
    }
    Optional<ProviderProblem> problem = ProviderProblem.of(failure);
    if (problem.isPresent()) {
      String why = "the provider " + issuer.host() + " is not there: " + problem.get().getMessage();
      if (problem.get().isKnown() && limit.tellsOf(from)) {
        tell(null, from, why);
      }
      refusals.handle(request, response, NOT_NOW.asException());
      return;
    }
    ProviderRefusal refusal = ProviderRefusal.of(failure);
    if (refusal != ProviderRefusal.NOT_STARTED || limit.tellsOf(from)) {
      tell(null, from, refusal.why());
    }
    if (!(failure instanceof OAuth2AuthenticationException)) {
      log.error(
          "console: a log-in by the provider failed, which should not be: {}", kinds(failure));
    }
    redirect.sendRedirect(request, response, to(request).logIn(refusal.note().parameter()));
  }

  /** Without the messages, which may repeat what was sent. */
  private static String kinds(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(10)
        .map(each -> each.getClass().getName())
        .collect(Collectors.joining(", by "));
  }

  /**
   * @param name null for somebody who is not known yet
   */
  void tell(@Nullable String name, String from, String why) {
    String who = name == null ? NOBODY_YET : name;
    log.warn(
        "console: log-in of {} refused, from {}: {}",
        Visible.line(who),
        Visible.line(from),
        Visible.line(why));
    listeners.forEach(listener -> listener.refused(who, from, why));
  }

  private static ReturnAddress to(HttpServletRequest request) {
    return ReturnAddress.of((String) request.getAttribute(StartedLogIns.TO));
  }
}
