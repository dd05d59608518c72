package io.github.milvusretention.console.access;

import io.github.milvusretention.console.access.refusal.Refusal;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.console.Role;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Lets in whoever has one of the roles. A refusal says why; who is not logged in is asked to.
 *
 * @param roles one of them is enough
 * @param closed why nobody may, whatever the role; null if somebody may
 */
record Allowing(Set<Role> roles, @Nullable Refusal closed)
    implements AuthorizationManager<RequestAuthorizationContext> {

  static Allowing anyRole() {
    return new Allowing(Set.of(Role.values()), null);
  }

  /** Something that changes something. */
  static Allowing act(Role role, ConsoleRules rules) {
    return new Allowing(Set.of(role), rules.readOnly() ? Refusal.READ_ONLY : null);
  }

  static Allowing nobody(Refusal why) {
    return new Allowing(Set.of(), why);
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
    if (closed != null) {
      return closed;
    }
    Authentication person = who.get();
    Set<Role> held = person == null ? Set.of() : Roles.of(person);
    return held.stream().anyMatch(roles::contains)
        ? new AuthorizationDecision(true)
        : Refusal.missing(roles, held);
  }
}
