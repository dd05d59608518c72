package io.github.milvusretention.audit;

import java.util.List;

/**
 * Who acts, as the audit names it.
 *
 * @param who the user of the console, the name of a token, or user and machine of a command
 * @param roles those that the person has; none for a command, which no role limits
 * @param source the way on which the act came
 * @param from the address of the request; the machine of a command
 */
public record Actor(String who, List<String> roles, Source source, String from) {
  /** The way on which an act comes. */
  public enum Source {
    CONSOLE,
    API,
    COMMAND
  }

  public Actor {
    roles = List.copyOf(roles);
  }

  /** A person at a command line. */
  public static Actor ofCommand(String user, String machine) {
    return new Actor(user + "@" + machine, List.of(), Source.COMMAND, machine);
  }

  /** As runs and holds name who asked for them: with the machine, or with console or api. */
  public String requestedBy() {
    return switch (source) {
      case COMMAND -> who;
      case CONSOLE -> who + "@console";
      case API -> who + "@api";
    };
  }
}
