package io.github.milvusretention;

import io.github.milvusretention.database.Database;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the program as {@code serve} does, in this JVM and on a free port. */
public final class ServedProgram {
  private ServedProgram() {}

  /**
   * @param rules asked for once, after Spring Boot has set up the logging
   * @param settings override those of application.properties
   */
  public static ConfigurableApplicationContext start(
      Supplier<RulesOnDisk> rules, Clock clock, Map<String, ?> settings) {
    return new SpringApplicationBuilder(MilvusRetention.class)
        .web(WebApplicationType.SERVLET)
        .profiles("serve")
        .registerShutdownHook(false)
        .logStartupInfo(false)
        .initializers(
            starting -> {
              RulesOnDisk read = rules.get();
              starting.getBeanFactory().registerSingleton("rulesOnDisk", read);
              starting.getBeanFactory().registerSingleton("rules", read.rules());
              starting.getBeanFactory().registerSingleton("clock", clock);
            })
        .run(
            Stream.concat(
                    Stream.of("--server.port=0"),
                    settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))
                .toArray(String[]::new));
  }

  /** The repository is this one. */
  public static Map<String, String> settings(Database database) {
    return Map.of(
        "spring.datasource.url", database.url(),
        "spring.datasource.username", database.user(),
        "spring.datasource.password", database.password().get());
  }

  /** The repository is a file of H2 in this directory. */
  public static Map<String, String> settings(Path directory) {
    return Map.of(
        "spring.datasource.url",
        "jdbc:h2:async:" + directory.resolve("retention") + ";WRITE_DELAY=0");
  }

  /** The port on which it listens. */
  public static int port(ConfigurableApplicationContext program) {
    return program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }
}
