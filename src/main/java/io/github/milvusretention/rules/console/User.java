package io.github.milvusretention.rules.console;

import java.util.Set;

/**
 * A person who may log in to the pages.
 *
 * @param roles at least one
 */
public record User(String name, PasswordHash password, Set<Role> roles) {
  public User {
    roles = Set.copyOf(roles);
  }
}
