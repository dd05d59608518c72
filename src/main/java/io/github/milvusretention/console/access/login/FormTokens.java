package io.github.milvusretention.console.access.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * By what a form of ours is told from one of another site: a token of the session, or one in a
 * cookie for who has no session. The form to log in is shown to everybody; a session for each
 * reader of it would let anybody fill the memory.
 */
public final class FormTokens implements CsrfTokenRepository {
  private static final String PARAMETER = "_csrf";
  private static final String HEADER = "X-CSRF-TOKEN";

  private final HttpSessionCsrfTokenRepository ofSession = new HttpSessionCsrfTokenRepository();
  private final CookieCsrfTokenRepository ofCookie = new CookieCsrfTokenRepository();

  public FormTokens() {
    ofSession.setParameterName(PARAMETER);
    ofSession.setHeaderName(HEADER);
    ofCookie.setParameterName(PARAMETER);
    ofCookie.setHeaderName(HEADER);
    ofCookie.setCookieName("milvus-retention-login");
    ofCookie.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
  }

  private CsrfTokenRepository of(HttpServletRequest request) {
    return request.getSession(false) == null ? ofCookie : ofSession;
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return of(request).generateToken(request);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    of(request).saveToken(token, request, response);
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return of(request).loadToken(request);
  }
}
