package io.github.milvusretention.cli.start;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * The environment of a command line.
 *
 * @param application the Spring Boot application that most commands start
 * @param environment all environment variables of the process
 * @param out where answers go
 * @param err where progress, notes and errors go
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
