package io.github.milvusretention.console.browser;

import static java.util.Objects.requireNonNull;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.milvus.FastForward;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The daemon as {@code serve} starts it, with a month of nights behind it. Each story has policies
 * of its own there.
 */
@OnePerPackage
final class ConsoleServer implements AutoCloseable {
  private static final String TOKEN = "root:Milvus";

  /** The program, to which waiting between tries costs no time. */
  @Import(MilvusRetention.class)
  static class Hurried {
    @Bean
    @Primary
    static Sleeper hurriedSleeper() {
      return FastForward.withRealTime();
    }
  }

  private final Sandbox sandbox;
  private final ThirtyNights nights;
  private final Application daemon;

  /**
   * @param directory for its rules and its repository
   */
  ConsoleServer(Path directory) throws IOException {
    sandbox = Sandbox.builder().token(TOKEN).start();
    NightClock clock = new NightClock();
    sandbox.clock(clock);
    nights = new ThirtyNights(sandbox, clock);
    Path file = directory.resolve("retention.yaml");
    Files.writeString(file, nights.rules());
    Map<String, String> variables =
        Map.of(
            "RETENTION_DATA_DIR",
            directory.resolve("data").toString(),
            "MILVUS_URI",
            sandbox.uri().toString(),
            "MILVUS_TOKEN",
            TOKEN,
            "SERVER_PORT",
            "0");
    RulesOnDisk rules = RulesOnDisk.read(file, variables, clock.instant());
    try (Application past = Application.start(in(Hurried.class, variables, clock), rules, false)) {
      nights.play(past);
    }
    daemon = Application.start(in(MilvusRetention.class, variables, clock), rules, true);
  }

  private static CommandContext in(
      Class<?> program, Map<String, String> variables, NightClock clock) {
    return new CommandContext(program, variables, clock, Writer.nullWriter(), Writer.nullWriter());
  }

  /** The cluster of its policies. */
  Sandbox sandbox() {
    return sandbox;
  }

  ThirtyNights nights() {
    return nights;
  }

  /** Ends what a test has let the cluster do. */
  void heal() {
    sandbox.heal();
    nights.listHostileNames();
  }

  String address(String path) {
    return "http://127.0.0.1:"
        + daemon.get(Environment.class).getProperty("local.server.port")
        + path;
  }

  /** The newest execution of that policy. */
  PastExecution newest(String policy) {
    return daemon.get(History.class).latest(policy, 1).get(0);
  }

  /** The addresses of all pages, but for the log-in, and what is part of a page or a file. */
  List<PathPattern> pages() {
    return requireNonNull(daemon.get(DispatcherServlet.class).getHandlerMappings()).stream()
        .filter(RequestMappingHandlerMapping.class::isInstance)
        .map(RequestMappingHandlerMapping.class::cast)
        .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
        .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .flatMap(
            mapping -> requireNonNull(mapping.getPathPatternsCondition()).getPatterns().stream())
        .filter(
            pattern ->
                !pattern
                    .getPatternString()
                    .matches("/|/login|/api/.*|.*\\.(csv|json)|/runs/\\{id}/progress"))
        .toList();
  }

  int executions(String policy) {
    return daemon.get(History.class).latest(policy, 100).size();
  }

  @Override
  public void close() {
    sandbox.heal();
    daemon.close();
    sandbox.close();
  }
}
