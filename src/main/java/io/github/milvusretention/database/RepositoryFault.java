package io.github.milvusretention.database;

import io.github.milvusretention.database.file.FullDisk;
import io.github.milvusretention.database.file.RepositoryFile;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database's refusal means, and what to do about it, in one sentence without a full stop.
 */
final class RepositoryFault {
  private static final int LONGEST_QUOTE = 160;

  private RepositoryFault() {}

  /** Empty for a refusal of which no more is known than its own words. */
  static Optional<String> of(SQLException e) {
    String said = " (" + quote(e) + ")";
    if (FullDisk.causes(e)) {
      return Optional.of(FullDisk.sentence(said));
    }
    String sentence =
        switch (String.valueOf(e.getSQLState())) {
          case "42501" ->
              "the database user may not do this"
                  + said
                  + ". Grant it USAGE and CREATE on the schema, or give it a database of its own";
          case "25006" ->
              "the server is read-only, as a standby is"
                  + said
                  + ". Let SPRING_DATASOURCE_URL name the primary, or add targetServerType=primary"
                  + " to it";
          case "53300" ->
              "the server has no connection left"
                  + said
                  + ". Raise its max_connections, or set"
                  + " SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE below 12";
          case "53100" -> FullDisk.sentence(said);
          case "90097" ->
              "its file is read-only" + said + ". Let this user write to it and to its directory";
          case "90028", "90031" ->
              "its file cannot be read or written"
                  + said
                  + ". Check the disk, or restore retention.mv.db and retention.password from one"
                  + " backup";
          case "42P01", "42703", "42S02", "42S03", "42S04", "42S22", "90036" ->
              "a table of its own is missing or was changed"
                  + said
                  + ". Restore the database from a backup; or give it an empty one, which knows"
                  + " nothing of earlier drops";
          case "90020" ->
              "its file is open in another process that does not share it"
                  + said
                  + ". Stop that process";
          case "90030", "90048" ->
              "its file is damaged, or another version of H2 wrote it"
                  + said
                  + ". "
                  + RepositoryFile.CURE;
          case "28000" ->
              e.getClass().getName().startsWith("org.h2.")
                  ? "the user or the password is wrong"
                      + said
                      + ". Restore retention.mv.db and retention.password from one backup; for an"
                      + " address of your own check SPRING_DATASOURCE_USERNAME and _PASSWORD"
                  : null;
          default -> null;
        };
    return Optional.ofNullable(sentence);
  }

  /** The database's own words: their first line, without SQL and names of classes. */
  static String quote(SQLException e) {
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String words =
        line.replaceFirst("; SQL statement:.*$", "")
            .replaceFirst("^(ERROR|FATAL): ", "")
            .replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: )?", "")
            .strip()
            .replaceFirst("\\.+$", "");
    return words.length() <= LONGEST_QUOTE
        ? words
        : words.substring(0, LONGEST_QUOTE).strip() + "...";
  }
}
