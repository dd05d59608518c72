package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.output.Progress;
import io.github.milvusretention.database.start.RepositoryAddress;
import io.github.milvusretention.drop.ResultLog;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesOnDisk;
import io.github.milvusretention.run.StopSignal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The running application behind a command. Only {@code serve} opens a port and starts Quartz. */
public class Application implements AutoCloseable {
  private static final String DATA_DIRECTORY = "RETENTION_DATA_DIR";
  private static final String DEFAULT_DATA_DIRECTORY = "data";

  private final ConfigurableApplicationContext context;

  private Application(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The same running application, for a command that must not close it. */
  protected Application(Application running) {
    this(running.context);
  }

  /**
   * Starts the application that a command works with.
   *
   * @param rules checked: they are read before anything is contacted
   */
  public static Application start(CommandContext command, RulesOnDisk rules, boolean serve) {
    prepareProcess();
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(command.application())
            .environment(environment(command.environment()))
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .web(serve ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .profiles(serve ? "serve" : "command")
            .initializers(starting -> prepare(starting, command, rules));
    // A command needs nothing else of what Spring Boot sets up by itself.
    if (!serve && namesBundle(rules.rules())) {
      builder.sources(SslAutoConfiguration.class);
    }
    // A command makes only what it needs; the daemon must find at its start what is wrong. An
    // argument, so that no setting of the user's can leave the daemon without schedules.
    return new Application(builder.run("--spring.main.lazy-initialization=" + !serve));
  }

  private static boolean namesBundle(Rules rules) {
    return rules.clusters().values().stream().anyMatch(cluster -> cluster.sslBundle() != null);
  }

  private static void prepareProcess() {
    StderrLogging.use();
    // Spring Boot would also load what only a web server needs.
    System.setProperty("spring.backgroundpreinitializer.ignore", "true");
  }

  private static void prepare(
      ConfigurableApplicationContext starting, CommandContext command, RulesOnDisk rules) {
    StrayRules.refuse(starting.getEnvironment());
    StructuredFormat.refuseUnknown(starting.getEnvironment());
    ConfigurableListableBeanFactory beans = starting.getBeanFactory();
    beans.registerSingleton("rulesOnDisk", rules);
    beans.registerSingleton("rules", rules.rules());
    beans.registerSingleton("clock", command.clock());
    beans.registerSingleton(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
    RepositoryAddress.settle(starting, dataDirectory(command.environment()));
  }

  private static Path dataDirectory(Map<String, String> variables) {
    return GivenPath.of(
        DATA_DIRECTORY, variables.getOrDefault(DATA_DIRECTORY, DEFAULT_DATA_DIRECTORY));
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

  /**
   * From now on, the first signal stops the runs of this application; the second ends the process.
   */
  public void stopOnSignal(PrintWriter err) {
    StopSignal stop = get(StopSignal.class);
    TerminationSignal.onFirst(
        () -> {
          stop.request();
          err.println(
              "stopping after the current partition; send the signal again to end"
                  + " immediately");
          err.flush();
        });
  }

  /** Shows the progress of the runs of this application; logs for machines have the results. */
  public void show(Progress progress) {
    context.addApplicationListener(
        StructuredFormat.of(context.getEnvironment()).isEmpty() ? progress : new ResultLog());
  }

  /** Logs what runs here: version, rules, repository and policies. */
  public void announce() {
    ConfigurableEnvironment environment = context.getEnvironment();
    String data = environment.getProperty(DATA_DIRECTORY, DEFAULT_DATA_DIRECTORY);
    StartLine.log(get(RulesOnDisk.class), environment, GivenPath.of(DATA_DIRECTORY, data));
  }

  @Override
  public void close() {
    context.close();
  }
}
