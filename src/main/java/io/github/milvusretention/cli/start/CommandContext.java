package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.io.Writer;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The environment of a command line.
 *
 * @param application the Spring Boot application that most commands start
 * @param environment all environment variables of the process
 * @param terminal whether a person sits at it
 * @param password asks for one; throws {@link UsageException}
 * @param columns how many the terminal has that answers go to; empty if they go to none
 * @param out where answers go, as it is: throws when something cannot be written
 * @param err where progress, notes and errors go, as it is
 */
public record CommandContext(
    Class<?> application,
    Map<String, String> environment,
    Clock clock,
    BooleanSupplier terminal,
    Supplier<String> password,
    Supplier<OptionalInt> columns,
    Writer out,
    Writer err,
    Starter starter) {
  /** Gives a command the application that it closes at its end. */
  @FunctionalInterface
  public interface Starter {
    Application start(CommandContext context, RulesOnDisk rules, boolean serve);
  }

  public CommandContext {
    environment = Map.copyOf(environment);
  }

  /** Without a terminal; each command starts an application of its own. */
  public CommandContext(
      Class<?> application, Map<String, String> environment, Clock clock, Writer out, Writer err) {
    this(
        application,
        environment,
        clock,
        () -> false,
        TypedPassword::read,
        OptionalInt::empty,
        out,
        err,
        Application::start);
  }
}
