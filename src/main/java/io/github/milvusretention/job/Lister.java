package io.github.milvusretention.job;

import io.github.milvusretention.job.Selection.Question;
import io.github.milvusretention.ledger.Sighting;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what a policy selects. A collection that cannot be read, or whose list cannot be whole, is
 * reported, not guessed at.
 */
final class Lister {
  private final Milvus milvus;
  private final Policy policy;
  private final Map<Place, Sighting> seen;
  private final MissingPartitions missingPartitions;
  private final MissingCollection missingCollection;

  /**
   * @param seen what the policy's last plan saw and no run dropped since
   */
  Lister(Milvus milvus, Policy policy, List<Sighting> seen, Importance importance) {
    this.milvus = milvus;
    this.policy = policy;
    this.seen = seen.stream().collect(Collectors.toMap(Place::of, Function.identity()));
    this.missingPartitions = new MissingPartitions(milvus, importance);
    this.missingCollection = new MissingCollection(milvus);
  }

  private sealed interface Read {
    record Whole(Listing listing) implements Read {}

    record Failed(String sentence) implements Read {}

    record Gone(Question question) implements Read {}
  }

  Inventory list() {
    List<Question> questions = new Selection(milvus, policy, seen.keySet()).questions();
    List<Listing> listings = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Sighting> gone = new ArrayList<>();
    for (Read read : SideBySide.ask(questions, policy.concurrency(), this::read)) {
      if (read instanceof Read.Whole whole) {
        listings.add(whole.listing());
      } else if (read instanceof Read.Failed failed) {
        unreadable.add(failed.sentence());
      } else if (read instanceof Read.Gone absent) {
        Question question = absent.question();
        Optional.ofNullable(seen.get(question.place())).ifPresent(gone::add);
        if (!question.listed() && question.named()) {
          notes.add(note(question.place()));
        }
      }
    }
    Set<Listing> doubles = doubles(listings);
    doubles.forEach(listing -> unreadable.add(sharedId(listing)));
    listings.removeAll(doubles);
    return new Inventory(listings, unreadable, notes, gone);
  }

  private Read read(Question question) {
    try {
      return question.listed() ? listed(question.place()) : missing(question);
    } catch (MilvusException e) {
      return LiveCollection.absent(e) ? gone(question, e) : failed(question, e);
    }
  }

  /**
   * A list that shows it and an answer that denies it cannot both be true: the list is asked again.
   */
  private Read gone(Question question, MilvusException denial) {
    Place place = question.place();
    try {
      return question.listed() && milvus.collections(place.database()).contains(place.collection())
          ? new Read.Failed(place + " is listed, but: " + denial.getMessage())
          : new Read.Gone(question);
    } catch (MilvusException e) {
      return LiveCollection.absent(e) ? new Read.Gone(question) : failed(question, e);
    }
  }

  private static Read failed(Question question, MilvusException e) {
    return switch (e.outcome()) {
      case UNREACHABLE, UNAUTHENTICATED -> throw e;
      default -> new Read.Failed(question.place() + ": " + e.getMessage());
    };
  }

  private Read listed(Place place) {
    Listing listing = listing(milvus, place.database(), place.collection());
    Set<String> expected =
        Optional.ofNullable(seen.get(place))
            // Created anew, it is another collection, of which nothing was seen yet.
            .filter(before -> before.collectionId().equals(listing.id()))
            .map(Sighting::partitions)
            .orElse(Set.of());
    return missingPartitions
        .objection(listing, expected)
        .<Read>map(Read.Failed::new)
        .orElseGet(() -> new Read.Whole(listing));
  }

  private Read missing(Question question) {
    return missingCollection
        .objection(question.place(), question.named())
        .<Read>map(Read.Failed::new)
        .orElseGet(() -> new Read.Gone(question));
  }

  private static String note(Place place) {
    return "collection "
        + place.collection()
        + " of the rules is not in database "
        + place.database()
        + " (or the credentials do not show it)";
  }

  /** Lists show no aliases; but one that did would lead to the same partitions twice. */
  private static Set<Listing> doubles(List<Listing> listings) {
    Map<String, List<Listing>> byId =
        listings.stream()
            .collect(Collectors.groupingBy(Listing::id, TreeMap::new, Collectors.toList()));
    return byId.values().stream()
        .filter(same -> same.size() > 1)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String sharedId(Listing listing) {
    return new Place(listing.database(), listing.collection())
        + ": another collection of the list has the same id ("
        + listing.id()
        + "), so one is an alias; nothing of either is planned. Name the real one in the rules";
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
