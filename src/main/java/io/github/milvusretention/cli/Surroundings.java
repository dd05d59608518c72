package io.github.milvusretention.cli;

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
public record Surroundings(
    Class<?> application,
    Map<String, String> environment,
    Clock clock,
    PrintWriter out,
    PrintWriter err) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
