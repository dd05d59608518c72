package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.login.LogInLimit;
import io.github.milvusretention.console.access.login.LogInPage;
import io.github.milvusretention.console.access.login.LoginEvents;
import io.github.milvusretention.console.access.login.LongestSession;
import io.github.milvusretention.console.access.refusal.RefusalAsPage;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.OidcRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;

/**
 * Log-in by the provider of the rules: authorization code with PKCE, state and nonce, as Spring
 * Security does it. Nothing is asked of the provider before somebody wants to log in.
 */
public final class OidcLogIn {
  /** Leads to the provider. */
  static final String START = "/login/oidc";

  /** Where the provider sends people back to. */
  static final String RETURN = "/login/oidc/code";

  private OidcLogIn() {}

  /**
   * Adds it to the chain of the pages. Returns where a log-out leads beside the log-in: scheme,
   * host and port, which are not known before the provider has said them, and may never be.
   *
   * @param rules with a provider
   * @param sessions are begun
   * @param listeners are told of log-ins that were refused
   */
  public static Supplier<Optional<String>> add(
      HttpSecurity http,
      ConsoleRules rules,
      LogInLimit limit,
      LongestSession sessions,
      RefusalAsPage refusals,
      List<LoginEvents> listeners) {
    OidcRules oidc = Objects.requireNonNull(rules.oidc());
    ClientHttpRequestFactory calls = ProviderCalls.factory();
    Provider provider = new Provider(oidc, calls);
    OidcResult results = new OidcResult(oidc.issuer(), limit, sessions, refusals, listeners);
    StartedLogIns started = new StartedLogIns(oidc);
    http.addFilterBefore(
        new LimitedReturns(started, limit, results, refusals),
        OAuth2LoginAuthenticationFilter.class);
    http.oauth2Login(
        login -> {
          login
              .loginPage(LogInPage.PATH)
              .loginProcessingUrl(RETURN)
              .clientRegistrationRepository(provider)
              .authorizedClientRepository(new NoTokens())
              .authorizationEndpoint(
                  start ->
                      start
                          .authorizationRequestResolver(new LogInStart(provider))
                          .authorizationRequestRepository(started))
              .tokenEndpoint(token -> token.accessTokenResponseClient(ProviderCalls.tokens(calls)))
              .userInfoEndpoint(
                  people -> people.oidcUserService(new People(oidc, names(rules), calls)))
              .successHandler(results)
              .failureHandler(results);
          setUp(login, new IdTokens(calls), results);
        });
    ProviderLogOut logOut = new ProviderLogOut(provider, oidc.clientId());
    http.logout(out -> out.logoutSuccessHandler(logOut));
    return logOut::place;
  }

  /** What Spring Security takes from beans alone, or from nowhere. */
  private static void setUp(
      OAuth2LoginConfigurer<HttpSecurity> login, IdTokens idTokens, OidcResult results) {
    login.addObjectPostProcessor(
        new ObjectPostProcessor<OidcAuthorizationCodeAuthenticationProvider>() {
          @Override
          public <O extends OidcAuthorizationCodeAuthenticationProvider> O postProcess(O object) {
            object.setJwtDecoderFactory(idTokens);
            return object;
          }
        });
    login.addObjectPostProcessor(
        new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
          @Override
          public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O object) {
            object.setAuthenticationFailureHandler(results);
            return object;
          }
        });
  }

  /** Those that acts are told by already. */
  private static Set<String> names(ConsoleRules rules) {
    Set<String> names = new TreeSet<>(rules.users().keySet());
    names.addAll(rules.tokens().keySet());
    return names;
  }
}
