package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.console.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, and whether anybody may act.
 *
 * @param closed why nobody may act here; null if somebody may
 * @param gone for each role of that person that the rules file no longer gives it, why
 */
public record Asking(Person person, @Nullable String closed, Map<Role, String> gone) {
  public Asking {
    gone = Map.copyOf(gone);
  }

  public Asking(Person person, @Nullable String closed) {
    this(person, closed, Map.of());
  }

  /** Why that person may not do what the role is for; null if it may. */
  @Nullable String objection(Role role) {
    if (closed != null) {
      return closed;
    }
    return person.has(role) ? gone.get(role) : "it needs the role " + role.text();
  }
}
