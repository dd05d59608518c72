package io.github.milvusretention.rules.console;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Log-in by a provider of OpenID Connect.
 *
 * @param clientId the name that the provider has for this program
 * @param nameClaim the claim that names the person here and in the audit
 * @param groupsClaim the claim that has the person's groups
 * @param scopes what the provider is asked for, beside {@code openid}
 * @param roles the groups that have each role; {@link #EVERYBODY} is whoever the provider lets in
 */
public record OidcRules(
    Issuer issuer,
    String clientId,
    ClientSecret clientSecret,
    String nameClaim,
    String groupsClaim,
    List<String> scopes,
    Map<Role, Set<String>> roles) {
  public static final String EVERYBODY = "*";

  public OidcRules {
    scopes = List.copyOf(scopes);
    Map<Role, Set<String>> copy = new EnumMap<>(Role.class);
    roles.forEach((role, groups) -> copy.put(role, Set.copyOf(groups)));
    roles = Map.copyOf(copy);
  }

  /** May be none. */
  public Set<String> groupsOf(Role role) {
    return roles.getOrDefault(role, Set.of());
  }

  /** Whether whoever the other let in is known by the same name and groups here. */
  public boolean hasSameProvider(OidcRules other) {
    return issuer.equals(other.issuer)
        && clientId.equals(other.clientId)
        && clientSecret.equals(other.clientSecret)
        && nameClaim.equals(other.nameClaim)
        && groupsClaim.equals(other.groupsClaim);
  }

  /** Those of somebody in these groups; may be none. Groups are compared letter by letter. */
  public Set<Role> rolesOf(Collection<String> groups) {
    Set<Role> held = EnumSet.noneOf(Role.class);
    roles.forEach(
        (role, having) -> {
          if (having.contains(EVERYBODY) || groups.stream().anyMatch(having::contains)) {
            held.add(role);
          }
        });
    return held;
  }
}
