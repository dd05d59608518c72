package io.github.milvusretention.console.access;

import io.github.milvusretention.rules.console.Role;
import java.util.List;
import java.util.Set;

/**
 * Who asks. Controllers take it as a parameter.
 *
 * @param name the user or token of the rules file, or the name that the provider of log-ins has,
 *     which is never that of one of those; empty for whoever reads on this machine while nobody can
 *     log in
 * @param roles may be empty
 * @param from the address that the request came from
 */
public record Person(String name, Set<Role> roles, String from) {
  public Person {
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** As the rules file writes them. */
  public List<String> sortedRoles() {
    return roles.stream().sorted().map(Role::text).toList();
  }

  /** As {@code requestedBy} of a run names it. */
  public String requestedBy() {
    return name + "@console";
  }
}
