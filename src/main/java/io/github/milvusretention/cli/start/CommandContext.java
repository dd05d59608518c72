package io.github.milvusretention.cli.start;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command line runs in.
 *
 * @param application the Spring Boot application that most commands start
 * @param environment the process's environment variables, all of them
 * @param out answers
 * @param err progress, notes, errors
 * @param starter how a command gets its application
 */
public record CommandContext(
    Class<?> application,
    Map<String, String> environment,
    Clock clock,
    PrintWriter out,
    PrintWriter err,
    Starter starter) {
  /** Gives a command the application that it closes at its end. */
  @FunctionalInterface
  public interface Starter {
    Application start(CommandContext context, Path rules, boolean serve);
  }

  public CommandContext {
    environment = Map.copyOf(environment);
  }

  /** Each command starts an application of its own. */
  public CommandContext(
      Class<?> application,
      Map<String, String> environment,
      Clock clock,
      PrintWriter out,
      PrintWriter err) {
    this(application, environment, clock, out, err, Application::start);
  }
}
