package io.github.milvusretention.rules.console;

import java.util.Set;

/**
 * A program that may use the API.
 *
 * @param name of its token
 * @param roles at least one
 */
public record ProgramToken(String name, TokenHash hash, Set<Role> roles) {
  public ProgramToken {
    roles = Set.copyOf(roles);
  }
}
