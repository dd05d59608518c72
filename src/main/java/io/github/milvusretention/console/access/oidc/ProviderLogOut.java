package io.github.milvusretention.console.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.console.access.login.LogInPage;
import io.github.milvusretention.milvus.Authority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * After a log-out, leads whoever the provider let in on to it, where its session ends too, and from
 * there back to the log-in; if the provider says where. All others are led to the log-in.
 */
final class ProviderLogOut extends OidcClientInitiatedLogoutSuccessHandler {
  /**
   * Tomcat sends headers of 8 KiB in all, and nginx takes 4 KiB unless it is told otherwise. An ID
   * token names all groups of a person.
   */
  private static final int LONGEST = 3000;

  private final Provider provider;
  private final String clientId;

  ProviderLogOut(Provider provider, String clientId) {
    super(provider);
    this.provider = provider;
    this.clientId = clientId;
    setDefaultTargetUrl(LogInPage.AFTER_LOG_OUT);
    setPostLogoutRedirectUri("{baseUrl}" + LogInPage.AFTER_LOG_OUT);
  }

  @Override
  protected String determineTargetUrl(
      HttpServletRequest request, HttpServletResponse response, @Nullable Authentication person) {
    String address = super.determineTargetUrl(request, response, person);
    return address.length() <= LONGEST ? address : withoutToken(address);
  }

  /** A provider that is told the client alone may ask the person whether to log out. */
  private String withoutToken(String address) {
    return UriComponentsBuilder.fromUriString(address)
        .replaceQueryParam("id_token_hint")
        .queryParam("client_id", UriUtils.encode(clientId, UTF_8))
        .build()
        .toUriString();
  }

  /** Scheme, host and port of where it leads to; empty until the provider has said it. */
  Optional<String> place() {
    return provider
        .known()
        .flatMap(ProviderLogOut::endpoint)
        .flatMap(address -> Authority.of(address).map(to -> place(address.getScheme(), to)));
  }

  private static Optional<URI> endpoint(ClientRegistration client) {
    return Optional.ofNullable(
            client.getProviderDetails().getConfigurationMetadata().get(Discovery.END_SESSION))
        .map(address -> URI.create(address.toString()));
  }

  private static String place(String scheme, Authority to) {
    return scheme + "://" + to.host() + (to.port() < 0 ? "" : ":" + to.port());
  }
}
