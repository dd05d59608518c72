package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.console.Role;
import java.util.Locale;
import java.util.Optional;

/**
 * Who looks at a page, and whether anybody may act.
 *
 * @param readOnly whether the rules file lets nobody act here
 */
public record Asking(Person person, boolean readOnly) {

  /** Why that person may not do what the role is for; empty if it may. */
  public Optional<String> objection(Role role) {
    if (readOnly) {
      return Optional.of("the console is read-only");
    }
    if (person.has(role)) {
      return Optional.empty();
    }
    return Optional.of(
        person.name().isEmpty()
            ? "nobody is logged in, and acting needs a user"
            : "it needs the role " + role.name().toLowerCase(Locale.ROOT));
  }
}
