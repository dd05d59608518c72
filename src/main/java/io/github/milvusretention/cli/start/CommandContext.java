package io.github.milvusretention.cli.start;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * What a command line runs in.
 *
 * @param application the Spring Boot application that most commands start
 * @param environment the process's environment variables, all of them
 * @param out answers
 * @param err progress, notes, errors
 */
public record CommandContext(
    Class<?> application,
    Map<String, String> environment,
    Clock clock,
    PrintWriter out,
    PrintWriter err) {
  public CommandContext {
    environment = Map.copyOf(environment);
  }
}
