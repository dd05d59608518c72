package io.github.milvusretention.rules.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and act in the console.
 *
 * @param readOnly whether nobody may act, whatever the roles
 * @param users by name, in the order of the file
 * @param oidc null if nobody logs in by a provider; if there are no users either, pages are
 *     read-only and answer on this machine alone
 * @param tokens by name, in the order of the file; no name is that of a user
 */
public record ConsoleRules(
    boolean readOnly,
    Map<String, User> users,
    @Nullable OidcRules oidc,
    Map<String, ProgramToken> tokens) {
  public static final ConsoleRules NOBODY = new ConsoleRules(false, Map.of(), null, Map.of());

  public ConsoleRules {
    users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
    tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
  }

  /** Whether anybody can log in to the pages. */
  public boolean hasLogIn() {
    return !users.isEmpty() || oidc != null;
  }
}
