package io.github.milvusretention.database.start;

import io.github.milvusretention.database.file.RepositoryFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What is wrong with the repository's surroundings and cannot be put right from here. */
public class RepositoryWarnings {
  private final DataSource dataSource;
  private final Optional<RepositoryFile> file;

  RepositoryWarnings(DataSource dataSource, Optional<RepositoryFile> file) {
    this.dataSource = dataSource;
    this.file = file;
  }

  /** Sentences with their cure; empty if there is nothing to say. */
  public List<String> all() throws SQLException {
    List<String> warnings = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
        for (String setting : List.of("fsync", "full_page_writes")) {
          if (value(connection, setting).equals("off")) {
            warnings.add(
                "the PostgreSQL server runs with "
                    + setting
                    + "=off: a power cut may make it forget drops, or lose everything. Set it to on");
          }
        }
      }
    }
    if (file.isPresent() && !file.get().keepsPermissions()) {
      warnings.add(
          "the file system of "
              + file.get().directory()
              + " keeps no owner and no mode, so that nobody was kept out of it. Let only the user"
              + " of this program read it");
    }
    return warnings;
  }

  private static String value(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + setting)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
