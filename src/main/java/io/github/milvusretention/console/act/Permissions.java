package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Closed;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.Role;
import java.util.EnumMap;
import java.util.Map;

/** What pages offer to people. The filters of the requests and the acts themselves decide. */
public class Permissions {
  private final Rules rules;
  private final RightsOnDisk rights;

  Permissions(Rules rules, RightsOnDisk rights) {
    this.rules = rules;
    this.rights = rights;
  }

  public Asking of(Person person) {
    Map<Role, String> gone = new EnumMap<>(Role.class);
    for (Role role : person.roles()) {
      rights.objection(person.name(), role).ifPresent(why -> gone.put(role, why));
    }
    return new Asking(person, Closed.why(rules.console()).orElse(null), gone);
  }
}
