package io.github.milvusretention.cli.start;

import io.github.milvusretention.cli.start.failure.UsageException;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Rules come from the rules file and environment variables alone. Whoever writes them where Spring
 * Boot's own settings go would expect them to work, so they are refused, not ignored.
 */
final class StrayRules {
  private StrayRules() {}

  static void refuse(ConfigurableEnvironment environment) {
    environment.getPropertySources().stream()
        .filter(source -> !(source instanceof SystemEnvironmentPropertySource))
        .filter(EnumerablePropertySource.class::isInstance)
        .map(EnumerablePropertySource.class::cast)
        .forEach(StrayRules::refuse);
  }

  private static void refuse(EnumerablePropertySource<?> source) {
    Stream.of(source.getPropertyNames())
        .filter(name -> name.matches("(?i)retention\\.(clusters|policies|lease-?time)\\b.*"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(
                  name
                      + " is set in "
                      + source.getName()
                      + ", where rules are not read; write it into the rules file, or set an"
                      + " environment variable such as RETENTION_CLUSTERS_PROD_TOKEN");
            });
  }
}
