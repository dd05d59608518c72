package io.github.milvusretention.job;

import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** Reads what a policy selects. A collection that cannot be read is reported, not guessed at. */
final class Lister {
  private final Milvus milvus;
  private final Policy policy;

  Lister(Milvus milvus, Policy policy) {
    this.milvus = milvus;
    this.policy = policy;
  }

  private record Place(String database, String collection) {}

  private sealed interface Read {
    record Whole(Listing listing) implements Read {}

    record Failed(String sentence) implements Read {}

    record Gone() implements Read {}
  }

  Inventory list() {
    List<String> notes = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (String database : databases()) {
      List<String> names = milvus.collections(database).stream().sorted().toList();
      names.stream()
          .filter(name -> policy.selects(database, name))
          .forEach(name -> places.add(new Place(database, name)));
      policy.collections().stream()
          .filter(glob -> glob.isName() && !names.contains(glob.text()))
          .forEach(
              glob ->
                  notes.add(
                      "collection "
                          + glob.text()
                          + " of the rules is not in database "
                          + database
                          + " (or the credentials do not show it)"));
    }
    List<Listing> listings = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Read read : SideBySide.ask(places, policy.concurrency(), this::read)) {
      if (read instanceof Read.Whole whole) {
        listings.add(whole.listing());
      } else if (read instanceof Read.Failed failed) {
        unreadable.add(failed.sentence());
      }
    }
    return new Inventory(listings, unreadable, notes);
  }

  private List<String> databases() {
    Glob wanted = policy.database();
    if (wanted.isName()) {
      return List.of(wanted.text());
    }
    try {
      return milvus.databases().stream().filter(wanted::matches).sorted().toList();
    } catch (MilvusException e) {
      if (e.outcome() == Outcome.NO_SUCH_ROUTE) {
        throw new RunFailure(
            RunExit.CLUSTER_UNUSABLE,
            "policy "
                + policy.name()
                + ", database "
                + wanted.text()
                + ": this server cannot list databases (REST v2 can since Milvus 2.4.18); write"
                + " the database's name instead of a glob");
      }
      throw e;
    }
  }

  private Read read(Place place) {
    try {
      return new Read.Whole(listing(milvus, place.database(), place.collection()));
    } catch (MilvusException e) {
      return switch (e.outcome()) {
        case COLLECTION_GONE, DATABASE_GONE -> new Read.Gone();
        case UNREACHABLE, UNAUTHENTICATED -> throw e;
        default ->
            new Read.Failed(
                "collection "
                    + place.database()
                    + "."
                    + place.collection()
                    + ": "
                    + e.getMessage());
      };
    }
  }

  static Listing listing(Milvus milvus, String database, String collection) {
    CollectionInfo info = milvus.describe(database, collection);
    List<String> partitions = milvus.partitions(database, collection);
    return listing(milvus, database, info, partitions);
  }

  static Listing listing(
      Milvus milvus, String database, CollectionInfo info, List<String> partitions) {
    return new Listing(
        milvus.cluster().name(),
        database,
        info.name(),
        info.id(),
        info.partitionKey(),
        info.external(),
        partitions);
  }
}
