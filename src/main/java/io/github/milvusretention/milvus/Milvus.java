package io.github.milvusretention.milvus;

import io.github.milvusretention.clock.ClockReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client for one cluster, using REST API v2. Reads are retried with back-off and throw {@link
 * MilvusException} if all attempts fail; at most {@code read-concurrency} of the cluster are under
 * way at a time. Release and drop are sent at most once and return the classified answer; they
 * never throw because of the server or the network.
 */
public interface Milvus extends AutoCloseable {
  Cluster cluster();

  /**
   * The version of the server, as far as its answers reveal it.
   *
   * @param database a database whose collections may be read to find out
   */
  ServerVersion version(String database);

  /** Fails with {@link Outcome#NO_SUCH_ROUTE} before Milvus 2.4.18. */
  List<String> databases();

  /** Real names, never aliases. A user with restricted privileges may silently get fewer. */
  List<String> collections(String database);

  /** Silently resolves an alias: the id is then that of the aliased collection. */
  default CollectionInfo describe(String database, String collection) {
    return describe(database, collection, () -> {});
  }

  /**
   * The same.
   *
   * @param sending called right before the question is sent, each time that it is: it may have to
   *     wait for other reads before that
   */
  CollectionInfo describe(String database, String collection, Runnable sending);

  /** The collection that this alias currently points to; empty if the name is not an alias. */
  Optional<String> aliasOf(String database, String name);

  List<String> partitions(String database, String collection);

  boolean hasPartition(String database, String collection, String partition);

  /** The row count from metadata: deletes are not subtracted, and 0 does not prove emptiness. */
  long rows(String database, String collection, String partition);

  /**
   * The number of a loaded partition's rows that match; some releases answer 0 for one that is not
   * loaded.
   *
   * @param filter an expression of Milvus; empty for all rows
   */
  long countRows(String database, String collection, String partition, String filter);

  /**
   * One field of any row of a loaded partition that matches; empty if none does. Some releases find
   * none in a partition that is not loaded.
   *
   * @param filter an expression of Milvus
   */
  Optional<RowValue> findRow(
      String database, String collection, String partition, String filter, String field);

  LoadState loadState(String database, String collection, String partition);

  /**
   * Takes the permit for one release or drop: as many a second as the {@code max-calls-per-second}
   * of the cluster allow, and fewer after the server asked to slow down. Call it before the checks
   * that precede the call, so that their results are still fresh.
   *
   * @return zero if the permit was taken, otherwise how long to wait before asking again
   */
  Duration takePermit();

  /** How many releases and drops a second are allowed at present, by the rules and the server. */
  double callsPerSecond();

  /**
   * Loads one partition, so that it can be read; the answer may arrive before that is done. Sent at
   * most once, as a release.
   */
  Answer load(String database, String collection, String partition);

  /**
   * Releases several partitions by one call. A server that refuses one of the names refuses them
   * all.
   *
   * @param partitions at least one
   */
  Answer release(String database, String collection, List<String> partitions);

  /** Success proves nothing: dropping a missing partition also succeeds. Confirm with a list. */
  Answer drop(String database, String collection, String partition);

  /**
   * The server's clock beside this machine's, by the Date header of the latest answer; empty if it
   * had none, or nothing was answered yet. A proxy may have written the header.
   */
  Optional<ClockReading> clock();

  @Override
  void close();
}
