package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Closed;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.rules.Rules;

/** What pages offer to people. The filters of the requests and the acts themselves decide. */
public class Permissions {
  private final Rules rules;

  Permissions(Rules rules) {
    this.rules = rules;
  }

  public Asking of(Person person) {
    return new Asking(person, Closed.why(rules.console()).orElse(null));
  }
}
