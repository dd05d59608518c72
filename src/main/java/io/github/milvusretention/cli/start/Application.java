package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.output.Progress;
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
    prepareProcess();
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(surroundings.application())
            .environment(environment(surroundings.environment()))
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .web(serve ? WebApplicationType.SERVLET : WebApplicationType.NONE)
            .profiles(serve ? "serve" : "command")
            .properties(Map.of("spring.datasource.url", fileDatabase(surroundings.environment())))
            .initializers(starting -> prepare(starting, surroundings));
    return new Application(
        builder.run(
            "--spring.config.import=file:" + rules.toAbsolutePath().normalize(),
            // A command makes only what it needs; the daemon must find at its start what is wrong.
            // An argument, so that no setting of the user's can leave the daemon without schedules.
            "--spring.main.lazy-initialization=" + !serve));
  }

  private static void prepareProcess() {
    // H2's automatic server would listen on every address of the machine.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    StderrLogging.use();
    // Spring Boot would load, aside, what only a web server needs.
    System.setProperty("spring.backgroundpreinitializer.ignore", "true");
  }

  /** The rules are checked before any other bean exists, hence before anything is contacted. */
  private static void prepare(
      ConfigurableApplicationContext starting, CommandContext surroundings) {
    refuseOtherDatabases(starting.getEnvironment().getProperty("spring.datasource.url", ""));
    ConfigurableListableBeanFactory beans = starting.getBeanFactory();
    beans.registerSingleton("rules", Rules.read(starting.getEnvironment()));
    beans.registerSingleton("clock", surroundings.clock());
  }

  private static void refuseOtherDatabases(String url) {
    if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
      throw new UsageException(
          "SPRING_DATASOURCE_URL is for neither PostgreSQL nor H2; write"
              + " jdbc:postgresql://host/database, or leave it unset for an H2 file");
    }
  }

  private static StandardEnvironment environment(Map<String, String> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(variables)));
    return environment;
  }

  /**
   * Through "async", as otherwise a thread that is interrupted while it writes closes the database
   * under all others: Quartz interrupts its own at shutdown, while a run comes to its end.
   *
   * <p>Without WRITE_DELAY=0 H2 keeps a commit in memory for half a second: a process killed in
   * that time would have dropped partitions of which no row is left. Its trace file would only
   * repeat what is reported, and be printed as a stack trace where it cannot be written.
   */
  private static String fileDatabase(Map<String, String> environment) {
    Path data = Path.of(environment.getOrDefault("RETENTION_DATA_DIR", "data"));
    return "jdbc:h2:async:"
        + data.toAbsolutePath().normalize().resolve("retention")
        + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
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
