package io.github.milvusretention.schedule;

import com.zaxxer.hikari.HikariDataSource;
import io.github.milvusretention.database.Database;
import io.github.milvusretention.database.Databases;
import java.nio.file.Path;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** An empty database for schedules. */
record TestDatabase(String url, String user) {
  static TestDatabase h2(Path directory) {
    return new TestDatabase(
        "jdbc:h2:async:" + directory.resolve("retention") + ";WRITE_DELAY=0", "sa");
  }

  static TestDatabase postgres() {
    Database database = Databases.POSTGRESQL.create(Path.of(""));
    return new TestDatabase(database.url(), database.user());
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  HikariDataSource connect() {
    HikariDataSource dataSource = new HikariDataSource();
    dataSource.setJdbcUrl(url);
    dataSource.setUsername(user);
    dataSource.setPassword("");
    return dataSource;
  }

  /** Creates Quartz's tables and no others. */
  TestDatabase withQuartzTables() {
    String script = isPostgres() ? "tables_postgres.sql" : "tables_h2.sql";
    try (HikariDataSource dataSource = connect()) {
      new ResourceDatabasePopulator(new ClassPathResource("org/quartz/impl/jdbcjobstore/" + script))
          .execute(dataSource);
    }
    return this;
  }

  /** Sets the next fire time, for example to the past, as if the daemon had not run. */
  void setNextFireTime(long millis) {
    update("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = " + millis);
  }

  void update(String sql) {
    try (HikariDataSource dataSource = connect()) {
      JdbcClient.create(dataSource).sql(sql).update();
    }
  }
}
