package io.github.milvusretention.plan;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.ledger.Sighting;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.Selection.Question;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what a policy selects. A collection that cannot be read, or whose list cannot be complete,
 * is reported; nothing is guessed.
 */
public final class InventoryReader {
  private final Milvus milvus;
  private final Policy policy;
  private final Map<CollectionName, Sighting> seen;
  private final MissingPartitions missingPartitions;
  private final MissingCollection missingCollection;
  private final UnansweredTime unansweredTime;
  private final Runnable stopCheck;

  /**
   * @param seen what the policy's last plan saw and no run has dropped since
   * @param stopCheck called before each collection; throws if the run is to stop
   */
  InventoryReader(
      Milvus milvus,
      Policy policy,
      List<Sighting> seen,
      ProbeOrder probeOrder,
      UnansweredTime unansweredTime,
      Runnable stopCheck) {
    this.milvus = milvus;
    this.policy = policy;
    this.seen = seen.stream().collect(Collectors.toMap(CollectionName::of, Function.identity()));
    this.missingPartitions = new MissingPartitions(milvus, probeOrder);
    this.missingCollection = new MissingCollection(milvus);
    this.unansweredTime = unansweredTime;
    this.stopCheck = stopCheck;
  }

  private sealed interface Read {
    record Complete(Listing listing, CollectionInfo info) implements Read {}

    record Failed(String sentence) implements Read {}

    record Unanswered(String sentence) implements Read {}

    record Gone(Question question) implements Read {}
  }

  Inventory list() {
    List<String> unreadable = new ArrayList<>();
    Selection selection = new Selection(milvus, policy, seen.keySet());
    List<Question> questions = selection.questions(unreadable);
    List<Listing> listings = new ArrayList<>();
    Map<Listing, CollectionInfo> described = new HashMap<>();
    List<String> notes = new ArrayList<>();
    List<Sighting> gone = new ArrayList<>();
    for (Read read : Parallel.ask(questions, policy.concurrency(), this::read)) {
      if (read instanceof Read.Complete complete) {
        listings.add(complete.listing());
        described.put(complete.listing(), complete.info());
      } else if (read instanceof Read.Failed failed) {
        unreadable.add(failed.sentence());
      } else if (read instanceof Read.Unanswered unanswered) {
        unreadable.add(unanswered.sentence());
      } else if (read instanceof Read.Gone absent) {
        Question question = absent.question();
        Optional.ofNullable(seen.get(question.place())).ifPresent(gone::add);
        if (!question.listed() && question.named()) {
          notes.add(note(question.place()));
        }
      }
    }
    Set<Listing> sharingAnId = sharingAnId(listings);
    sharingAnId.forEach(listing -> unreadable.add(sharedId(listing)));
    listings.removeAll(sharingAnId);
    if (listings.isEmpty() && unreadable.isEmpty() && notes.isEmpty()) {
      notes.add("no collection matches, or the credentials show none; nothing would be dropped");
    }
    return new Inventory(listings, described, unreadable, notes, gone, selection.idleExclusions());
  }

  private Read read(Question question) {
    stopCheck.run();
    if (unansweredTime.tooLong()) {
      return new Read.Failed(
          question.place() + ": not asked, since the cluster had not answered for too long");
    }
    UnansweredTime.Timed<Read> timed = unansweredTime.ask(() -> ask(question));
    unansweredTime.record(!(timed.answer() instanceof Read.Unanswered), timed.took());
    return timed.answer();
  }

  private Read ask(Question question) {
    try {
      return question.listed() ? listed(question.place()) : missing(question);
    } catch (MilvusException e) {
      return e.outcome().collectionMissing() ? gone(question, e) : failed(question, e);
    }
  }

  /**
   * The list shows it and the answer denies it, which cannot both be true: the list is asked again.
   */
  private Read gone(Question question, MilvusException denial) {
    CollectionName place = question.place();
    try {
      return question.listed() && milvus.collections(place.database()).contains(place.collection())
          ? new Read.Failed(place + " is listed, but: " + denial.getMessage())
          : new Read.Gone(question);
    } catch (MilvusException e) {
      return e.outcome().collectionMissing() ? new Read.Gone(question) : failed(question, e);
    }
  }

  private static Read failed(Question question, MilvusException e) {
    if (e.outcome().clusterUnusable()) {
      throw e;
    }
    String sentence = question.place() + ": " + e.getMessage();
    return e.outcome().isTransient() ? new Read.Unanswered(sentence) : new Read.Failed(sentence);
  }

  private Read listed(CollectionName place) {
    Counted counted = counted(place);
    // A partition may be dropped between the count and the list, so a difference is checked twice.
    if (counted.lacks() > 0) {
      counted = counted(place);
    }
    Listing listing = counted.listing();
    CollectionInfo info = counted.info();
    return missingPartitions
        .objection(listing, expected(place, listing))
        .or(counted::objection)
        .<Read>map(Read.Failed::new)
        .orElseGet(() -> new Read.Complete(listing, info));
  }

  private Set<String> expected(CollectionName place, Listing listing) {
    return Optional.ofNullable(seen.get(place))
        // A re-created collection is another one, of which nothing was seen yet.
        .filter(before -> before.collectionId().equals(listing.id()))
        .map(Sighting::partitions)
        .orElse(Set.of());
  }

  private Counted counted(CollectionName place) {
    CollectionInfo info = milvus.describe(place.database(), place.collection());
    List<String> partitions = milvus.partitions(place.database(), place.collection());
    return new Counted(info, place.listing(milvus.cluster(), info, partitions));
  }

  /** A list beside the number of partitions that the server counts. */
  private record Counted(CollectionInfo info, Listing listing) {
    int lacks() {
      Integer count = info.partitions();
      boolean serversOwn = listing.partitionKey() || listing.external();
      return count == null || serversOwn ? 0 : count - listing.partitions().size();
    }

    Optional<String> objection() {
      return lacks() <= 0
          ? Optional.empty()
          : Optional.of(
              ShortenedList.ofPartitions(listing, "the server counts " + info.partitions()));
    }
  }

  private Read missing(Question question) {
    return missingCollection
        .objection(question.place(), question.named())
        .<Read>map(Read.Failed::new)
        .orElseGet(() -> new Read.Gone(question));
  }

  private static String note(CollectionName place) {
    return "collection "
        + place.collection()
        + " of the rules is not in database "
        + place.database()
        + " (or the credentials do not show it)";
  }

  /** Lists show no aliases; one that did would lead to the same partitions twice. */
  private static Set<Listing> sharingAnId(List<Listing> listings) {
    Map<String, List<Listing>> byId =
        listings.stream()
            .collect(Collectors.groupingBy(Listing::id, TreeMap::new, Collectors.toList()));
    return byId.values().stream()
        .filter(same -> same.size() > 1)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String sharedId(Listing listing) {
    return new CollectionName(listing.database(), listing.collection())
        + ": another collection of the list has the same id ("
        + listing.id()
        + "), so one is an alias; nothing of either is planned. Name the real one in the rules";
  }
}
