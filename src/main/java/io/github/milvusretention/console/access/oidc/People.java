package io.github.milvusretention.console.access.oidc;

import io.github.milvusretention.console.access.Roles;
import io.github.milvusretention.rules.console.OidcRules;
import io.github.milvusretention.rules.console.Role;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Who somebody is here whom the provider knows: the name by one claim, the roles by the groups of
 * another. Where the ID token lacks one of the two, the provider is asked for more.
 */
final class People implements OAuth2UserService<OidcUserRequest, OidcUser> {
  /** What a page, a log and the audit show as itself, and no other character looks like. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[ -~]{0,98}[!-~])?");

  private final OidcRules rules;
  private final Set<String> taken;
  private final RestClient http;

  /**
   * @param names of users and tokens, which nobody else may have
   */
  People(OidcRules rules, Set<String> names, ClientHttpRequestFactory calls) {
    this.rules = rules;
    taken = names.stream().map(People::uniform).collect(Collectors.toUnmodifiableSet());
    http = RestClient.builder().requestFactory(calls).build();
  }

  /** Throws {@link NotLetIn} and {@link ProviderProblem}. */
  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    Map<String, Object> claims = new HashMap<>(request.getIdToken().getClaims());
    OidcUserInfo more = null;
    if (!claims.containsKey(rules.nameClaim()) || !claims.containsKey(rules.groupsClaim())) {
      Map<String, Object> told = more(request);
      told.forEach(claims::putIfAbsent);
      more = told.isEmpty() ? null : new OidcUserInfo(told);
    }
    String name = name(claims.get(rules.nameClaim()));
    List<String> groups = groups(claims.get(rules.groupsClaim()));
    Set<Role> roles = rules.rolesOf(groups);
    if (roles.isEmpty()) {
      throw NotLetIn.withoutRole(name, rules.groupsClaim(), groups.size());
    }
    return new DefaultOidcUser(
        Roles.authorities(roles), request.getIdToken(), more, rules.nameClaim());
  }

  private String name(@Nullable Object claim) {
    if (!(claim instanceof String name) || name.isBlank()) {
      throw NotLetIn.withoutName(rules.nameClaim());
    }
    if (!NAME.matcher(name).matches()) {
      throw NotLetIn.withOddName(rules.nameClaim());
    }
    if (taken.contains(uniform(name))) {
      throw NotLetIn.withTakenName(name);
    }
    return name;
  }

  /** As names of the rules file are told apart. */
  private static String uniform(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static List<String> groups(@Nullable Object claim) {
    if (claim instanceof Collection<?> several) {
      return several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return claim instanceof String one ? List.of(one) : List.of();
  }

  /** Of the same person; empty if the provider tells no more. */
  private Map<String, Object> more(OidcUserRequest request) {
    String uri =
        request.getClientRegistration().getProviderDetails().getUserInfoEndpoint().getUri();
    if (uri == null) {
      return Map.of();
    }
    Map<String, Object> told;
    try {
      told =
          http.get()
              .uri(URI.create(uri))
              .headers(headers -> headers.setBearerAuth(request.getAccessToken().getTokenValue()))
              .retrieve()
              .body(ProviderCalls.JSON);
    } catch (RestClientException e) {
      throw ProviderProblem.of(e).orElseThrow(() -> e);
    }
    if (told == null || !Objects.equals(told.get("sub"), request.getIdToken().getSubject())) {
      throw new ProviderProblem("what it tells of a person is about another one");
    }
    return told;
  }
}
