package io.github.milvusretention.console.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.console.access.login.ReturnAddress;
import io.github.milvusretention.rules.console.OidcRules;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Remembers in a cookie what was sent to the provider, until its answer comes: state, nonce and the
 * verifier of PKCE, which are for that browser alone, and the page to show. A session for each who
 * follows a link would let anybody fill the memory. Whoever forges the cookie deceives himself.
 */
final class StartedLogIns implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  static final String COOKIE = "milvus-retention-oidc";

  /** Attribute of a request that has come back: the page to show. */
  static final String TO = StartedLogIns.class.getName() + ".to";

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final OidcRules rules;

  StartedLogIns(OidcRules rules) {
    this.rules = rules;
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest started,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (started == null) {
      keep("", Duration.ZERO, request, response);
      return;
    }
    String text =
        String.join(
            "\n",
            Objects.requireNonNull(started.getState()),
            attribute(started, OidcParameterNames.NONCE),
            attribute(started, PkceParameterNames.CODE_VERIFIER),
            attribute(started, ReturnAddress.PARAMETER));
    keep(
        Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)),
        LONGEST,
        request,
        response);
  }

  private static String attribute(OAuth2AuthorizationRequest started, String name) {
    return Objects.requireNonNull(started.<String>getAttribute(name), name);
  }

  private static void keep(
      String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
    ResponseCookie cookie =
        ResponseCookie.from(COOKIE, value)
            .path(request.getContextPath() + OidcLogIn.START)
            .httpOnly(true)
            .secure(request.isSecure())
            // It must come along when the provider sends the browser back.
            .sameSite("Lax")
            .maxAge(age)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    List<String> parts = parts(request);
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    if (parts.size() != 4 || !parts.get(0).equals(state)) {
      return null;
    }
    return OAuth2AuthorizationRequest.authorizationCode()
        .clientId(rules.clientId())
        // Of what was sent, what the answer is not compared with need not be kept.
        .authorizationUri(rules.issuer().text())
        .redirectUri(
            UriComponentsBuilder.fromUriString(UrlUtils.buildFullRequestUrl(request))
                .replaceQuery(null)
                .build()
                .toUriString())
        .scopes(Discovery.scopes(rules))
        .state(state)
        .attributes(
            attributes -> {
              attributes.put(OAuth2ParameterNames.REGISTRATION_ID, Provider.ID);
              attributes.put(OidcParameterNames.NONCE, parts.get(1));
              attributes.put(PkceParameterNames.CODE_VERIFIER, parts.get(2));
              attributes.put(ReturnAddress.PARAMETER, parts.get(3));
            })
        .build();
  }

  private static List<String> parts(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    try {
      return cookie == null
          ? List.of()
          : List.of(
              new String(Base64.getUrlDecoder().decode(cookie.getValue()), UTF_8).split("\n"));
    } catch (IllegalArgumentException e) {
      // Somebody else wrote it.
      return List.of();
    }
  }

  /** Once: what comes back a second time was started by nobody. */
  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest started = loadAuthorizationRequest(request);
    if (started != null) {
      request.setAttribute(TO, attribute(started, ReturnAddress.PARAMETER));
      keep("", Duration.ZERO, request, response);
    }
    return started;
  }
}
