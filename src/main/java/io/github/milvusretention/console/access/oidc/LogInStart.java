package io.github.milvusretention.console.access.oidc;

import static org.springframework.http.HttpMethod.GET;

import io.github.milvusretention.console.access.login.ReturnAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What the provider is asked for, and the page that is shown after it. */
final class LogInStart implements OAuth2AuthorizationRequestResolver {
  private static final RequestMatcher STARTS =
      PathPatternRequestMatcher.pathPattern(GET, OidcLogIn.START);

  private final DefaultOAuth2AuthorizationRequestResolver spring;

  LogInStart(ClientRegistrationRepository providers) {
    spring = new DefaultOAuth2AuthorizationRequestResolver(providers, OidcLogIn.START);
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return STARTS.matches(request) ? resolve(request, Provider.ID) : null;
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
    OAuth2AuthorizationRequest asked = spring.resolve(request, id);
    String to = ReturnAddress.of(request.getParameter(ReturnAddress.PARAMETER)).path();
    return asked == null
        ? null
        : OAuth2AuthorizationRequest.from(asked)
            .attributes(attributes -> attributes.put(ReturnAddress.PARAMETER, to))
            .build();
  }
}
