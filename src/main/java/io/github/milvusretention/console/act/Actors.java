package io.github.milvusretention.console.act;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.Actor.Source;
import io.github.milvusretention.console.access.Person;

/** People of the console as the audit names them. */
public final class Actors {
  private Actors() {}

  /** Somebody at a page. */
  public static Actor atPage(Person person) {
    return of(person, Source.CONSOLE);
  }

  /** A program. */
  public static Actor program(Person person) {
    return of(person, Source.API);
  }

  private static Actor of(Person person, Source source) {
    return new Actor(
        person.name(),
        person.roles().stream().sorted().map(Enum::name).toList(),
        source,
        person.from());
  }
}
