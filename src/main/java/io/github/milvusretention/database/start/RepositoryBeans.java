package io.github.milvusretention.database.start;

import io.github.milvusretention.database.DurableWrites;
import io.github.milvusretention.database.file.RepositoryFile;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the record on the disk rests on. */
@Configuration(proxyBeanMethods = false)
class RepositoryBeans {
  @Bean
  DurableWrites durableWrites(DataSource dataSource, ObjectProvider<RepositoryFile> file)
      throws SQLException {
    return new DurableWrites(dataSource, file.getIfAvailable() != null);
  }

  @Bean
  RepositoryWarnings repositoryWarnings(
      DataSource dataSource, ObjectProvider<RepositoryFile> file) {
    return new RepositoryWarnings(dataSource, Optional.ofNullable(file.getIfAvailable()));
  }

  @Bean
  RepositoryProgress repositoryProgress(
      DataSource dataSource, DurableWrites durable, ObjectProvider<RepositoryFile> file) {
    return new RepositoryProgress(dataSource, durable, Optional.ofNullable(file.getIfAvailable()));
  }
}
