package io.github.milvusretention.console.access;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.milvusretention.ServedProgram;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The daemon with its pages, on a free port; no cluster answers it. */
public final class RunningConsole implements AutoCloseable {
  public static final String PASSWORD = "correct horse battery";
  static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(PASSWORD);

  /** A viewer, an operator, an approver, and one who has all roles. */
  public static final String USERS =
      """
          users:
            vic: {password: "HASH", roles: [viewer]}
            otto: {password: "HASH", roles: [operator]}
            ada: {password: "HASH", roles: [approver]}
            eve: {password: "HASH", roles: [viewer, operator, approver]}
      """
          .replace("HASH", HASH);

  private static final String RULES =
      """
      retention:
        console:
      %s
        clusters:
          local: {uri: "http://127.0.0.1:1", retry-budget: 0s}
        policies:
          nightly: {cluster: local, collections: [docs], partitions: [uuuu], keep: P3M}
      """;

  /**
   * An address that a controller has.
   *
   * @param path with names that do not exist for what varies
   */
  record Mapped(String method, String path) {
    boolean ofPages() {
      return !path.startsWith("/api/");
    }
  }

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final ConfigurableApplicationContext context;

  private RunningConsole(
      Path directory, String console, Map<String, Object> settings, Clock clock) {
    RulesOnDisk rules = rules(directory, console);
    Map<String, Object> all = new HashMap<>(ServedProgram.settings(directory));
    all.putAll(settings);
    context =
        ServedProgram.start(
            () -> {
              // Not before: Spring Boot sets up the logging anew.
              listen();
              return rules;
            },
            clock,
            all);
  }

  /**
   * @param console the lines beneath {@code console:}; empty for rules without it
   */
  public static RunningConsole start(
      Path directory, String console, Map<String, Object> settings, Clock clock) {
    return new RunningConsole(directory, console, settings, clock);
  }

  /** By the clock of this machine. */
  public static RunningConsole start(Path directory, String console, Map<String, Object> settings) {
    return start(directory, console, settings, Clock.systemUTC());
  }

  public static RunningConsole start(Path directory, String console) {
    return start(directory, console, Map.of());
  }

  private static RulesOnDisk rules(Path directory, String console) {
    String text =
        console.isEmpty()
            ? RULES.replace("  console:\n%s\n", "")
            : RULES.formatted(console.replaceAll("\\n$", ""));
    try {
      Path file = Files.writeString(directory.resolve("retention.yaml"), text);
      return RulesOnDisk.read(file, Map.of(), Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  /**
   * Forgets what was logged, and hears again what the start of another daemon has cut it off from.
   */
  public void listen() {
    log.list.clear();
    log.start();
    root().addAppender(log);
  }

  public int port() {
    return ServedProgram.port(context);
  }

  public Visitor visitor() {
    return new Visitor(URI.create("http://localhost:" + port()));
  }

  /** Somebody who is logged in. */
  public Visitor visitor(String user) {
    Visitor visitor = visitor();
    visitor.logIn(user, PASSWORD);
    return visitor;
  }

  /** All addresses of controllers. */
  List<Mapped> mapped() {
    List<Mapped> all = new ArrayList<>();
    context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            mapping -> {
              Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
              for (String path : mapping.getPatternValues()) {
                String asked =
                    path.replace("{id}", "987654321")
                        .replaceAll("\\{[^}]*}", "nix")
                        .replace("**", "nix");
                (methods.isEmpty() ? Stream.of("GET") : methods.stream().map(Enum::name))
                    .forEach(method -> all.add(new Mapped(method, asked)));
              }
            });
    return all;
  }

  /** What was logged since the start or {@link #listen}, with the traces of exceptions. */
  public List<String> log() {
    return List.copyOf(log.list).stream()
        .map(
            event ->
                event.getFormattedMessage()
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .toList();
  }

  @Override
  public void close() {
    context.close();
    root().detachAppender(log);
  }
}
