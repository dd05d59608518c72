package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.database.RepositoryAddress;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The running application behind a command. Only {@code serve} opens a port and starts Quartz. */
public final class Application implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private Application(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static Application start(CommandContext surroundings, Path rules, boolean serve) {
    if (!Files.isReadable(rules)) {
      throw new UsageException(
          "there are no rules at " + rules + "; write them there or name the file with --config");
    }
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(surroundings.application())
            .environment(environment(surroundings.environment()))
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .web(serve ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .profiles(serve ? "serve" : "command")
            .initializers(starting -> prepare(starting, surroundings));
    return new Application(
        builder.run("--spring.config.import=file:" + rules.toAbsolutePath().normalize()));
  }

  /** The rules are checked before any other bean exists, hence before anything is contacted. */
  private static void prepare(
      ConfigurableApplicationContext starting, CommandContext surroundings) {
    ConfigurableListableBeanFactory beans = starting.getBeanFactory();
    beans.registerSingleton("rules", Rules.read(starting.getEnvironment()));
    beans.registerSingleton("clock", surroundings.clock());
    RepositoryAddress.settle(
        starting, Path.of(surroundings.environment().getOrDefault("RETENTION_DATA_DIR", "data")));
  }

  private static StandardEnvironment environment(Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(variables)));
    return environment;
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** From here on the first signal stops the runs of this application, and the second all. */
  public void stopOnSignal(PrintWriter err) {
    StopSignal stop = get(StopSignal.class);
    TerminationSignal.first(
        () -> {
          stop.request();
          err.println("stopping after the partition in hand; the same again to end at once");
          err.flush();
        });
  }

  /** Shows the runs that this application makes. */
  public void show(Progress progress) {
    context.addApplicationListener(progress);
  }

  @Override
  public void close() {
    context.close();
  }
}
