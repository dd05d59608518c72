package io.github.milvusretention.mistakes;

import java.util.function.Consumer;

/**
 * One mistake, made between two nights.
 *
 * @param what in a few words
 * @param made changes rules, variables, clock or cluster
 * @param command what cron starts
 * @param passesLater whether the data may go the night after, when people have been told: nobody
 *     but a person can tell it from what is meant
 */
record Mistake(String what, Consumer<Night> made, String command, boolean passesLater) {

  static Mistake of(String what, Consumer<Night> made) {
    return new Mistake(what, made, "run", false);
  }

  static Mistake edit(String before, String after) {
    return of(before.strip() + " → " + after.strip(), night -> night.replace(before, after));
  }

  static Mistake without(String line) {
    return of("without " + line.strip(), night -> night.replace(line + "\n", ""));
  }

  static Mistake typed(String command) {
    return new Mistake(command, night -> {}, command, false);
  }

  /** One that is a wait of one night. */
  Mistake goesLater() {
    return new Mistake(what, made, command, true);
  }

  @Override
  public String toString() {
    return what;
  }
}
