package io.github.milvusretention.console.access.oidc;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How the provider is called: each call ends in time, and follows no redirect. */
final class ProviderCalls {
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  static final ParameterizedTypeReference<Map<String, Object>> JSON =
      new ParameterizedTypeReference<>() {};

  private ProviderCalls() {}

  static ClientHttpRequestFactory factory() {
    JdkClientHttpRequestFactory factory =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
    factory.setReadTimeout(TIMEOUT);
    return factory;
  }

  /** What exchanges the code for tokens. */
  static RestClientAuthorizationCodeTokenResponseClient tokens(ClientHttpRequestFactory calls) {
    RestClientAuthorizationCodeTokenResponseClient tokens =
        new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(calls)
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(
                HttpStatusCode::is4xxClientError,
                (request, response) -> {
                  throw new OAuth2AuthorizationException(new OAuth2Error(error(response)));
                })
            .build());
    return tokens;
  }

  /** The code of the error alone: what describes it may repeat what was sent. */
  private static String error(ClientHttpResponse response) throws IOException {
    try {
      String code =
          JsonMapper.shared().readTree(response.getBody()).path("error").asString("unknown");
      return code.isBlank() ? "unknown" : code;
    } catch (JacksonException e) {
      return "unknown";
    }
  }
}
