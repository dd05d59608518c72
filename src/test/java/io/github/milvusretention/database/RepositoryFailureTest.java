package io.github.milvusretention.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class RepositoryFailureTest {
  @ParameterizedTest
  @CsvSource({
    "08006, true, false", // the connection was lost
    "28P01, true, false", // wrong password
    "3D000, true, false", // no such database
    "40001, true, true", // serialisation failure
    "40P01, true, true", // deadlock
    "53300, true, false", // too many connections
    "55000, true, false", // not accepting connections
    "55P03, true, true", // lock not available
    "57P01, true, false", // shut down by an operator
    "90067, true, false", // H2: connection broken
    "HYT00, true, true", // H2: lock timeout
    "23505, false, false", // duplicate key
    "42P01, true, false", // no such table
    "42S02, true, false", // H2: no such table
    "42601, false, false", // a syntax error: a bug
    "22001, false, false", // value too long: a bug
  })
  void theSqlStateDecides(String state, boolean repository, boolean conflict) {
    SQLException cause = new SQLException("what the database said", state);
    UncategorizedSQLException failure = new UncategorizedSQLException("update", null, cause);

    assertThat(RepositoryFailure.message(failure).isPresent()).isEqualTo(repository);
    assertThat(RepositoryFailure.isTransient(failure)).isEqualTo(conflict);
  }

  @Test
  void theStatementIsForTheLogAlone() {
    SQLException said =
        new SQLException("ERROR: invalid byte sequence for encoding \"UTF8\": 0x00", "22021");
    UncategorizedSQLException failure =
        new UncategorizedSQLException("update", "INSERT INTO BATCH_JOB_EXECUTION_PARAMS", said);

    assertThat(RepositoryFailure.withoutSql(failure))
        .contains(
            "the job repository refused a statement: invalid byte sequence for encoding"
                + " \"UTF8\": 0x00 (SQLSTATE 22021); the log of this process has the details");
    assertThat(RepositoryFailure.withoutSql(new IllegalStateException("x"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42501 | cannot be used | Grant it USAGE and CREATE
          25006 | cannot be used | targetServerType=primary
          53300 | cannot be used | max_connections
          53100 | cannot be used | disk is full
          42P01 | cannot be used | Restore the database
          42S02 | cannot be used | Restore the database
          42S22 | cannot be used | Restore the database
          90028 | cannot be used | Check the disk
          90030 | cannot be used | Restore retention.mv.db
          90048 | cannot be used | Restore retention.mv.db
          90097 | cannot be used | read-only
          90020 | cannot be used | Stop that process
          08006 | cannot be reached | Check SPRING_DATASOURCE_URL
          28P01 | cannot be reached | Check SPRING_DATASOURCE_URL
          """)
  void everyFaultIsToldInOneShortSentenceWithItsCure(String state, String what, String cure) {
    String words = "ERROR: " + "very long ".repeat(90) + "\n  Position: 14";
    SQLException cause = new SQLException(words, state);
    Exception failure =
        new IllegalStateException(
            "Error creating bean with name 'x'",
            new UncategorizedSQLException("t", "SELECT", cause));

    assertThat(RepositoryFailure.told(failure).orElseThrow())
        .startsWith("the job repository " + what + ": ")
        .contains(cure, "very long")
        .doesNotContain("ean with name", "SELECT", "Position", "\n", "ERROR")
        .hasSizeLessThanOrEqualTo(400);
  }

  @Test
  void theWordsOfTheDatabaseLoseTheirClassesAndTheirFullStop() {
    SQLException h2 =
        new SQLException("General error: org.h2.mvstore.MVStoreException: Chunk 7 lost", "HY000");
    SQLException postgres = new SQLException("The server does not support SSL.", "08001");

    assertThat(RepositoryFailure.told(h2).orElseThrow())
        .isEqualTo("the job repository cannot be used: General error: Chunk 7 lost");
    assertThat(RepositoryFailure.told(postgres).orElseThrow())
        .contains("does not support SSL. Check SPRING_DATASOURCE_URL");
  }

  @Test
  void aFullDiskIsToldWhereverItShows() {
    SQLException h2 = new SQLException("General error: store", "HY000", 50000);
    h2.initCause(new IllegalStateException(new IOException("No space left on device")));

    assertThat(RepositoryFailure.told(new IllegalStateException(h2)).orElseThrow())
        .contains("its disk is full", "Make room");
  }

  @Test
  void anErrorOfThePoolHasNoSqlState() {
    SQLException closed = new SQLException("Connection is closed");
    SQLException timedOut = new SQLTransientConnectionException("request timed out after 300ms");

    assertThat(RepositoryFailure.message(new TransactionSystemException("rollback", closed)))
        .contains("Connection is closed");
    assertThat(RepositoryFailure.message(timedOut)).contains("request timed out after 300ms");
    assertThat(RepositoryFailure.isTransient(closed)).isFalse();
  }

  @Test
  void otherExceptionsAreNotRepositoryFailures() {
    assertThat(RepositoryFailure.message(new IllegalStateException("a bug"))).isEmpty();
    assertThat(RepositoryFailure.message(new OptimisticLockingFailureException("another's")))
        .isEmpty();
    assertThat(RepositoryFailure.isTransient(new OptimisticLockingFailureException("another's")))
        .isFalse();
  }
}
