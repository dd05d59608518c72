package io.github.milvusretention.console.access;

import io.github.milvusretention.rules.console.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The roles of the rules file as Spring Security's authorities. */
public final class Roles {
  private static final String PREFIX = "ROLE_";

  private Roles() {}

  public static List<GrantedAuthority> authorities(Collection<Role> roles) {
    return roles.stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(PREFIX + role))
        .toList();
  }

  /** Empty for whoever is not logged in. */
  public static Set<Role> of(Authentication authentication) {
    return Stream.of(Role.values())
        .filter(
            role ->
                authentication.getAuthorities().stream()
                    .anyMatch(held -> (PREFIX + role).equals(held.getAuthority())))
        .collect(Collectors.toUnmodifiableSet());
  }
}
