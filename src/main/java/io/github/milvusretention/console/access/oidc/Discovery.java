package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.text.Visible;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What the provider says of itself, as Spring Security needs it. */
final class Discovery {
  /** Where the session at the provider is ended; not all providers have it. */
  static final String END_SESSION = "end_session_endpoint";

  private final OidcRules rules;
  private final RestClient http;

  Discovery(OidcRules rules, ClientHttpRequestFactory calls) {
    this.rules = rules;
    http = RestClient.builder().requestFactory(calls).build();
  }

  /** Asks for it. Throws {@link ProviderProblem}. */
  ClientRegistration ask() {
    return read(configuration());
  }

  private Map<String, Object> configuration() {
    try {
      Map<String, Object> answer =
          http.get()
              .uri(URI.create(rules.issuer().configuration()))
              .retrieve()
              .body(ProviderCalls.JSON);
      return answer == null ? Map.of() : answer;
    } catch (RestClientException e) {
      throw ProviderProblem.of(e).orElseThrow(() -> e);
    }
  }

  private ClientRegistration read(Map<String, Object> configuration) {
    String issuer = text(configuration, "issuer");
    if (!issuer.equals(rules.issuer().text())) {
      throw new ProviderProblem(
          "it calls itself " + Visible.line(issuer) + ", which is not the issuer of the rules");
    }
    ClientRegistration.Builder client =
        ClientRegistration.withRegistrationId(Provider.ID)
            .clientId(rules.clientId())
            .clientSecret(rules.clientSecret().value())
            .clientAuthenticationMethod(method(configuration))
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .clientSettings(
                ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
            .redirectUri("{baseUrl}" + OidcLogIn.RETURN)
            .scope(scopes(rules))
            .issuerUri(issuer)
            .authorizationUri(address(configuration, "authorization_endpoint"))
            .tokenUri(address(configuration, "token_endpoint"))
            .jwkSetUri(address(configuration, "jwks_uri"))
            .providerConfigurationMetadata(configuration);
    // One that is written as null is none.
    if (configuration.get("userinfo_endpoint") != null) {
      client.userInfoUri(address(configuration, "userinfo_endpoint"));
    }
    if (configuration.get(END_SESSION) != null) {
      // Spring Security takes it from the configuration itself.
      address(configuration, END_SESSION);
    }
    return client.build();
  }

  static Set<String> scopes(OidcRules rules) {
    Set<String> scopes = new LinkedHashSet<>(List.of(OidcScopes.OPENID));
    scopes.addAll(rules.scopes());
    return scopes;
  }

  /** By which the secret is sent. Without a word of the provider it is the header. */
  private static ClientAuthenticationMethod method(Map<String, Object> configuration) {
    Object known = configuration.get("token_endpoint_auth_methods_supported");
    if (!(known instanceof Collection<?> methods) || methods.contains("client_secret_basic")) {
      return ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
    }
    if (methods.contains("client_secret_post")) {
      return ClientAuthenticationMethod.CLIENT_SECRET_POST;
    }
    throw new ProviderProblem("it takes a client secret neither in a header nor in a form");
  }

  private String address(Map<String, Object> configuration, String key) {
    String address = text(configuration, key);
    if (!rules.issuer().allows(address)) {
      throw new ProviderProblem("its " + key + " is missing, or is not an https address");
    }
    return address;
  }

  private static String text(Map<String, Object> configuration, String key) {
    return configuration.get(key) instanceof String text ? text : "";
  }
}
