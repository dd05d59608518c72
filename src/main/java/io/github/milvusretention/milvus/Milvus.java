package io.github.milvusretention.milvus;

import java.util.List;
import java.util.Optional;

/**
 * One cluster, asked through REST API v2. Reads are retried with back-off and throw {@link
 * MilvusException} when they fail for good. The two changes are sent exactly once and answer with
 * what was understood; they do not throw for anything the server or the network does.
 */
public interface Milvus extends AutoCloseable {
  Cluster cluster();

  /**
   * Which Milvus this is, as far as its answers show.
   *
   * @param database one whose collections may be looked at for it
   */
  ServerVersion version(String database);

  /** Fails with {@link Outcome#NO_SUCH_ROUTE} before Milvus 2.4.18. */
  List<String> databases();

  /** Real names, never aliases. A restricted user may be shown fewer, without a word. */
  List<String> collections(String database);

  /** Follows an alias without a word: the id is then that of the collection behind it. */
  CollectionInfo describe(String database, String collection);

  /** The collection that this alias stands for now; empty if it is no alias. */
  Optional<String> aliasOf(String database, String name);

  List<String> partitions(String database, String collection);

  boolean hasPartition(String database, String collection, String partition);

  /** From metadata: deletes are not subtracted and 0 does not prove empty. */
  long rows(String database, String collection, String partition);

  LoadState loadState(String database, String collection, String partition);

  /**
   * Returns when one more release or drop may be sent, by the cluster's {@code
   * max-calls-per-second}. To be called before the checks that precede the change, for they must
   * not grow old while waiting.
   */
  void awaitTurn();

  Answer release(String database, String collection, String partition);

  /** Success proves nothing: a missing partition is dropped "successfully" too. List to confirm. */
  Answer drop(String database, String collection, String partition);

  @Override
  void close();
}
