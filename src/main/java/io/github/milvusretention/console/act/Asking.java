package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.console.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, and whether anybody may act.
 *
 * @param closed why nobody may act here; null if somebody may
 */
public record Asking(Person person, @Nullable String closed) {

  /** Why that person may not do what the role is for; null if it may. */
  @Nullable String objection(Role role) {
    if (closed != null) {
      return closed;
    }
    return person.has(role) ? null : "it needs the role " + role.text();
  }
}
