package io.github.milvusretention.console.access.oidc;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Reads ID tokens: signed with a key of the provider, by the issuer, for this client, and valid
 * now. Its keys are asked for when they are needed, and again for one that is not known.
 */
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {
  private final ClientHttpRequestFactory calls;
  private @Nullable JwtDecoder decoder;

  IdTokens(ClientHttpRequestFactory calls) {
    this.calls = calls;
  }

  /** There is one provider. */
  @Override
  public synchronized JwtDecoder createDecoder(ClientRegistration client) {
    if (decoder == null) {
      NimbusJwtDecoder made =
          NimbusJwtDecoder.withJwkSetUri(
                  Objects.requireNonNull(client.getProviderDetails().getJwkSetUri()))
              .jwsAlgorithms(
                  algorithms ->
                      algorithms.addAll(
                          algorithms(client.getProviderDetails().getConfigurationMetadata())))
              .restOperations(new RestTemplate(calls))
              .build();
      made.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
      made.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
      decoder = made;
    }
    return decoder;
  }

  /** Those with a key pair that the provider uses; without a word of it the one that all have. */
  private static Set<SignatureAlgorithm> algorithms(Map<String, Object> configuration) {
    Object known = configuration.get("id_token_signing_alg_values_supported");
    Set<SignatureAlgorithm> used =
        Stream.of(SignatureAlgorithm.values())
            .filter(each -> known instanceof Collection<?> all && all.contains(each.getName()))
            .collect(Collectors.toSet());
    return used.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : used;
  }
}
