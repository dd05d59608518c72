package io.github.milvusretention.clusters;

import io.github.milvusretention.lease.MachineClocks;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Listing;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One collection as the server shows it now. An answer is trusted for {@link #FRESH} at most: since
 * the server offers no conditional drop, the id must be read shortly before the drop.
 */
public final class LiveCollection {
  public static final Duration FRESH = Duration.ofSeconds(1);

  private final Milvus milvus;
  private final String database;
  private final String collection;
  private final MachineClocks clocks;
  private @Nullable CollectionInfo info;
  private MachineClocks.Reading freshUntil;
  private @Nullable List<String> partitions;
  private MachineClocks.Reading listedUntil;
  private int lists;
  private boolean collectionGone;

  public LiveCollection(Milvus milvus, String database, String collection, MachineClocks clocks) {
    this.milvus = milvus;
    this.database = database;
    this.collection = collection;
    this.clocks = clocks;
    this.freshUntil = clocks.now();
    this.listedUntil = freshUntil;
  }

  /** Forgets what was seen. */
  public void forget() {
    info = null;
    partitions = null;
  }

  /** Whether what {@link #info} returned last is no older than {@link #FRESH} by now. */
  public boolean isFresh() {
    return info != null && !clocks.past(freshUntil);
  }

  /**
   * Asked for when what is known is older than {@link #FRESH}; old at once if that takes longer.
   */
  public CollectionInfo info() {
    CollectionInfo known = info;
    if (known == null || clocks.past(freshUntil)) {
      // The clock starts before the question: an answer that took long is already old.
      known = milvus.describe(database, collection, () -> freshUntil = clocks.now().plus(FRESH));
      info = known;
    }
    return known;
  }

  /** With the partitions as last listed, no longer ago than {@link #FRESH}. */
  public Listing listing() {
    CollectionInfo now = info();
    List<String> known = partitions;
    if (known == null || listIsOld()) {
      listedUntil = clocks.now().plus(FRESH);
      known = milvus.partitions(database, collection);
      partitions = known;
      lists++;
    }
    return new CollectionName(database, collection).listing(milvus.cluster(), now, known);
  }

  /** How many lists were asked for: the number of the last one. */
  public int lists() {
    return lists;
  }

  /** Whether {@link #listing} would ask for another list. */
  public boolean listIsOld() {
    return partitions == null || clocks.past(listedUntil);
  }

  /**
   * Whether the server no longer has the partition, asked again, in two ways: a list may be
   * shortened, and the answer for one name is not proof against an alias or a stale cache.
   */
  public boolean gone(String partition) {
    List<String> listed = listAgain();
    return collectionGone || !listed.contains(partition) && isMissing(partition);
  }

  /** The partitions as the server lists them now; empty if the whole collection is gone. */
  public List<String> listAgain() {
    collectionGone = false;
    MachineClocks.Reading until = clocks.now().plus(FRESH);
    List<String> now;
    try {
      now = milvus.partitions(database, collection);
    } catch (MilvusException e) {
      if (e.outcome().collectionMissing()) {
        collectionGone = confirmedGone();
        if (collectionGone) {
          return List.of();
        }
      }
      throw e;
    }
    partitions = now;
    listedUntil = until;
    lists++;
    return now;
  }

  /** The server's answer for this one name, which may be asked by several threads. */
  public boolean isMissing(String partition) {
    return !milvus.hasPartition(database, collection, partition);
  }

  /**
   * Whether the last list or answer said so because the whole collection is gone, or was renamed.
   */
  public boolean collectionGone() {
    return collectionGone;
  }

  /** "Not found" alone is not believed: some lookups answer it for any failure. */
  public boolean confirmedGone() {
    try {
      return !milvus.collections(database).contains(collection);
    } catch (MilvusException e) {
      if (e.outcome() == Outcome.DATABASE_GONE) {
        return true;
      }
      throw e;
    }
  }
}
