package io.github.milvusretention.console.access.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** Keeps no token of a provider: after the log-in nothing is done with them. */
final class NoTokens implements OAuth2AuthorizedClientRepository {
  @Override
  public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
      String id, Authentication person, HttpServletRequest request) {
    return null;
  }

  @Override
  public void saveAuthorizedClient(
      OAuth2AuthorizedClient client,
      Authentication person,
      HttpServletRequest request,
      HttpServletResponse response) {
    // They are forgotten.
  }

  @Override
  public void removeAuthorizedClient(
      String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {
    // There are none.
  }
}
