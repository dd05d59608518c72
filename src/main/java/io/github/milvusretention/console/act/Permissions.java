package io.github.milvusretention.console.act;

import io.github.milvusretention.console.access.Person;

/** What the pages let people do. */
public class Permissions {

  /** The same as the filters of the requests, which have the last word. */
  public Asking of(Person person) {
    return new Asking(person, false);
  }
}
