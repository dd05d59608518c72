package io.github.milvusretention.database.start;

import io.github.milvusretention.database.UnusableRepository;
import io.github.milvusretention.database.file.RepositoryFile;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The address of the repository: the user's, or that of an H2 file in the data directory. */
public final class RepositoryAddress {
  private static final String URL = "spring.datasource.url";

  private static final Pattern H2_IN_MEMORY =
      Pattern.compile("(?i)jdbc:h2:((tcp|ssl):(//)?[^/]*/)?(mem|memFS|memLZ|nioMemFS|nioMemLZ):.*");

  /** H2 in this process, on a file: not on a server. */
  private static final Pattern H2_FILE = Pattern.compile("(?i)jdbc:h2:(?!tcp:|ssl:).*");

  private static final Pattern ASYNC = Pattern.compile("(?i)jdbc:h2:([a-z]+:)*?async:.*");

  private static final Pattern AT_ONCE = Pattern.compile("(?i).*;WRITE_DELAY=0(;.*)?");

  private RepositoryAddress() {}

  /**
   * Before the application is built: checks the user's address, or adds a bean for the file in the
   * data directory. Throws {@link UnsuitableRepository}; the bean, when it is asked for, throws
   * {@link UnusableRepository}.
   *
   * @param data where the file goes
   */
  public static void settle(ConfigurableApplicationContext starting, Path data) {
    UtcProcess.enter();
    // H2's automatic server would listen on every address of the machine.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    String url = starting.getEnvironment().getProperty(URL);
    if (url != null) {
      check(url);
      return;
    }
    // Not before somebody asks for it: a mistake in the rules is told before a file is made.
    BeanDefinitionBuilder file =
        BeanDefinitionBuilder.genericBeanDefinition(
                RepositoryFile.class, () -> RepositoryFile.prepare(data))
            .setLazyInit(true);
    ((BeanDefinitionRegistry) starting.getBeanFactory())
        .registerBeanDefinition("repositoryFile", file.getBeanDefinition());
  }

  /**
   * The repository's address for people, without what may be a password: user information and
   * parameters.
   *
   * @param data where the file goes if no address is given
   */
  public static String named(Environment environment, Path data) {
    String url = environment.getProperty(URL);
    return url == null
        ? "in " + data.toAbsolutePath().normalize()
        : url.split("[?;]", 2)[0].replaceFirst("//.*@", "//");
  }

  /**
   * Throws {@link UnsuitableRepository}, before anything is made; what only a connection to a
   * server can tell is asked later.
   */
  static void check(String url) {
    if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
      throw new UnsuitableRepository(
          "SPRING_DATASOURCE_URL is for neither PostgreSQL nor H2; write"
              + " jdbc:postgresql://host/database, or leave it unset for an H2 file");
    }
    if (H2_IN_MEMORY.matcher(url).matches()) {
      throw new UnsuitableRepository(
          "the job repository is an in-memory database and loses every run when the process"
              + " ends. Set SPRING_DATASOURCE_URL to a PostgreSQL database, or leave it unset");
    }
    if (H2_FILE.matcher(url).matches() && !ASYNC.matcher(url).matches()) {
      throw new UnsuitableRepository(
          "an interrupted thread would close this H2 file under all others. Begin"
              + " SPRING_DATASOURCE_URL with jdbc:h2:async: in place of jdbc:h2: or jdbc:h2:file:,"
              + " or leave it unset");
    }
    if (H2_FILE.matcher(url).matches() && !AT_ONCE.matcher(url).matches()) {
      throw new UnsuitableRepository(WriteDelay.MESSAGE);
    }
  }
}
