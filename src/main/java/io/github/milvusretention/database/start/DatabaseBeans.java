package io.github.milvusretention.database.start;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.database.file.RepositoryFile;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job repository's database. Written out rather than auto-configured: of Spring Boot's settings
 * only those of the connection and of the pool are the user's, and a command has no time for more.
 */
@Configuration(proxyBeanMethods = false)
@Import({RepositoryBeans.class, ShortTransaction.class, PersistenceCheck.class})
public class DatabaseBeans {
  /** Whoever gets it finds every table in it. */
  @Bean(destroyMethod = "close")
  DataSource dataSource(Environment environment, ObjectProvider<RepositoryFile> ours) {
    UtcProcess.enter();
    Optional<RepositoryFile> file = Optional.ofNullable(ours.getIfAvailable());
    HikariDataSource pool = new HikariDataSource();
    if (file.isPresent()) {
      pool.setJdbcUrl(file.get().url());
      pool.setUsername(RepositoryFile.USER);
      pool.setPassword(file.get().password());
    } else {
      pool.setJdbcUrl(environment.getProperty("spring.datasource.url"));
      pool.setUsername(environment.getProperty("spring.datasource.username"));
      pool.setPassword(environment.getProperty("spring.datasource.password"));
    }
    PostgresSessions.limit(pool);
    // After ours, so that a user's own settings win.
    Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
    PostgresSessions.makeCommitsDurable(pool);
    try {
      WriteDelay.refuse(pool);
      new RepositoryStart(pool, file).open();
    } catch (RuntimeException e) {
      pool.close();
      file.ifPresent(RepositoryFile::notOpened);
      throw e;
    }
    return pool;
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  NamedParameterJdbcTemplate namedParameterJdbcTemplate(DataSource dataSource) {
    return new NamedParameterJdbcTemplate(dataSource);
  }

  @Bean
  JdbcClient jdbcClient(NamedParameterJdbcTemplate template) {
    return JdbcClient.create(template);
  }
}
