package io.github.milvusretention.plan.list;

import io.github.milvusretention.clusters.CollectionName;
import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.clusters.UnansweredTime;
import io.github.milvusretention.ledger.seen.Remembered;
import io.github.milvusretention.ledger.seen.Seen.Place;
import io.github.milvusretention.ledger.seen.Sighting;
import io.github.milvusretention.milvus.CollectionInfo;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.plan.list.Selection.Question;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads what a policy selects. A collection that cannot be read, or whose list cannot be complete,
 * is reported; nothing is guessed.
 */
public final class InventoryReader {
  private final Milvus milvus;
  private final Policy policy;
  private final Remembered seen;
  private final NameStore names;
  private final MissingPartitions missingPartitions;
  private final MissingCollection missingCollection;
  private final UnansweredTime unansweredTime;
  private final Runnable stopCheck;
  private final Consumer<CollectionsRead> progress;
  private int read;

  /**
   * @param seen what the policy's last plan saw and no run has dropped since
   * @param names keeps what is listed
   * @param stopCheck called before each collection; throws if the run is to stop
   * @param progress told after each collection
   */
  public InventoryReader(
      Milvus milvus,
      Policy policy,
      Remembered seen,
      NameStore names,
      ProbeOrder probeOrder,
      UnansweredTime unansweredTime,
      Runnable stopCheck,
      Consumer<CollectionsRead> progress) {
    this.milvus = milvus;
    this.policy = policy;
    this.seen = seen;
    this.names = names;
    this.missingPartitions = new MissingPartitions(milvus, probeOrder);
    this.missingCollection = new MissingCollection(milvus);
    this.unansweredTime = unansweredTime;
    this.stopCheck = stopCheck;
    this.progress = progress;
  }

  private sealed interface Read {
    record Complete(ListedCollection collection) implements Read {}

    record Failed(String sentence) implements Read {}

    record Unanswered(String sentence) implements Read {}

    record Gone(Question question) implements Read {}
  }

  public Inventory list() {
    List<String> unreadable = new ArrayList<>();
    Set<CollectionName> places =
        seen.places().stream().map(CollectionName::of).collect(Collectors.toSet());
    Selection selection = new Selection(milvus, policy, places);
    List<Question> questions = selection.questions(unreadable);
    List<ListedCollection> listed = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Place> gone = new ArrayList<>();
    List<Read> reads =
        Parallel.ask(
            questions,
            milvus.cluster().readConcurrency(),
            question -> tell(read(question), questions.size()));
    for (Read read : reads) {
      if (read instanceof Read.Complete complete) {
        listed.add(complete.collection());
      } else if (read instanceof Read.Failed failed) {
        unreadable.add(failed.sentence());
      } else if (read instanceof Read.Unanswered unanswered) {
        unreadable.add(unanswered.sentence());
      } else if (read instanceof Read.Gone absent) {
        Question question = absent.question();
        if (places.contains(question.place())) {
          gone.add(question.place().in(milvus.cluster()));
        }
        if (!question.listed() && question.named()) {
          notes.add(note(question.place()));
        }
      }
    }
    Set<ListedCollection> sharingAnId = sharingAnId(listed);
    sharingAnId.forEach(collection -> unreadable.add(sharedId(collection)));
    listed.removeAll(sharingAnId);
    if (listed.isEmpty() && unreadable.isEmpty() && notes.isEmpty()) {
      notes.add("no collection matches, or the credentials show none; nothing would be dropped");
    }
    return new Inventory(listed, unreadable, notes, gone, selection.idleExclusions());
  }

  private synchronized Read tell(Read answer, int of) {
    read++;
    progress.accept(new CollectionsRead(policy.name(), read, of));
    return answer;
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
        .orElseGet(() -> new Read.Complete(new ListedCollection(listing, info, names)));
  }

  private Set<String> expected(CollectionName place, Listing listing) {
    return seen.find(place.in(milvus.cluster()))
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
  private static Set<ListedCollection> sharingAnId(List<ListedCollection> listed) {
    Map<String, List<ListedCollection>> byId =
        listed.stream()
            .collect(
                Collectors.groupingBy(ListedCollection::id, TreeMap::new, Collectors.toList()));
    return byId.values().stream()
        .filter(same -> same.size() > 1)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String sharedId(ListedCollection collection) {
    return new CollectionName(collection.database(), collection.collection())
        + ": another collection of the list has the same id ("
        + collection.id()
        + "), so one is an alias; nothing of either is planned. Name the real one in the rules";
  }
}
