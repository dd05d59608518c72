package io.github.milvusretention.ledger.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import io.github.milvusretention.lease.Lease;
import io.github.milvusretention.lease.LeaseLost;
import io.github.milvusretention.ledger.ExecutionLease;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.plans.Plans;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Given;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Plan;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import io.github.milvusretention.run.RunKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy remembers of the cluster from one plan to the next. */
@EveryDatabase
class SightingsTest {
  private static final AsOf AS_OF = AsOf.parse("2026-11-24");
  private static final List<Sighting> NONE = List.of();
  private static final List<Seen.Place> NOTHING_GONE = List.of();

  private final Repository repository;
  private final Sightings sightings;
  private int attempt;

  SightingsTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    sightings = repository.sightings();
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void aPlanReplacesWhatItSawAndForgetsWhatIsGoneAndLeavesTheRest() {
    assertThat(remembered("nightly", "prod")).isEmpty();
    Sighting unread = sighting("unread", "1", "january");
    freeze(
        "nightly",
        new Seen(List.of(docs("1", "a", "b"), unread, sighting("old", "9")), NOTHING_GONE));

    freeze("nightly", new Seen(List.of(docs("2", "c")), List.of(sighting("old", "9").place())));

    assertThat(remembered("nightly", "prod")).containsExactlyInAnyOrder(docs("2", "c"), unread);
    assertThat(remembered("nightly", "other")).as("another cluster").isEmpty();
    assertThat(remembered("weekly", "prod")).as("another policy").isEmpty();
  }

  @Test
  void whatARunOfAnyPolicyDroppedOrFoundGoneSinceIsNotExpected() {
    Set<String> names =
        Set.of("january", "february", "march", "april", "may", "june", "november", "_default");
    freeze("weekly", new Seen(NONE, NOTHING_GONE), names);
    freeze(
        "nightly",
        new Seen(List.of(new Sighting("prod", "default", "docs", "447", names)), NOTHING_GONE));
    settle("january", State.DROPPED);
    settle("february", State.ABSENT);
    settle("march", State.FAILED);
    settle("april", State.SKIPPED);

    assertThat(remembered("nightly", "prod").get(0).partitions())
        .containsExactlyInAnyOrder("march", "april", "may", "june", "november", "_default");
  }

  @Test
  void anEarlierResultOrOneOfAnotherCollectionOfThatNameExplainsNothing() {
    Set<String> names = Set.of("january", "february", "november");
    freeze("weekly", new Seen(NONE, NOTHING_GONE), names);
    settle("january", State.DROPPED);
    settle("february", State.DROPPED);
    repository
        .database()
        .change(
            "UPDATE retention_ledger SET updated_at = updated_at - INTERVAL '1' SECOND"
                + " WHERE partition_name = 'january'");
    repository
        .database()
        .change(
            "UPDATE retention_ledger SET collection_id = '448' WHERE partition_name = 'february'");
    Sighting seen = new Sighting("prod", "default", "docs", "447", names);

    freeze("nightly", new Seen(List.of(seen), NOTHING_GONE));

    assertThat(remembered("nightly", "prod")).containsExactly(seen);
  }

  @Test
  void nobodyRemembersWithoutTheLease() {
    freeze("nightly", new Seen(List.of(docs("1", "a")), NOTHING_GONE));
    Lease lost = lease("nightly");
    repository.database().takeOverLeases();

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(
            () -> freeze("nightly", new Seen(List.of(docs("1")), NOTHING_GONE), Set.of(), lost));

    assertThat(remembered("nightly", "prod")).containsExactly(docs("1", "a"));
  }

  @Test
  void fullCollectionsOfLongAndOddNamesAreRemembered() {
    Set<String> names =
        IntStream.range(0, 4096).mapToObj(i -> "%0255d".formatted(i)).collect(Collectors.toSet());
    names.add("a\nb\u0000\",é");
    // More than are written at once.
    List<Sighting> all =
        List.of(
            docs("1", "a"),
            new Sighting("prod", "default", "more", "2", names),
            new Sighting("prod", "default", "most", "3", names),
            sighting("last", "4", "b"));
    freeze("nightly", new Seen(List.of(sighting("last", "4", "earlier")), NOTHING_GONE));

    freeze("nightly", new Seen(all, NOTHING_GONE));

    assertThat(remembered("nightly", "prod")).containsExactlyInAnyOrderElementsOf(all);
  }

  private static Sighting docs(String id, String... partitions) {
    return sighting("docs", id, partitions);
  }

  private static Sighting sighting(String collection, String id, String... partitions) {
    return new Sighting("prod", "default", collection, id, Set.of(partitions));
  }

  private void settle(String partition, State state) {
    repository
        .database()
        .change(
            "UPDATE retention_ledger SET state = '%s' WHERE partition_name = '%s'"
                .formatted(state, partition));
  }

  private List<Sighting> remembered(String policy, String cluster) {
    Remembered remembered = sightings.of(policy, cluster);
    return remembered.places().stream().flatMap(place -> remembered.find(place).stream()).toList();
  }

  private void freeze(String policy, Seen seen) {
    freeze(policy, seen, Set.of());
  }

  private void freeze(String policy, Seen seen, Set<String> partitions) {
    freeze(policy, seen, partitions, lease(policy));
  }

  private void freeze(String policy, Seen seen, Set<String> partitions, Lease lease) {
    RunKey run = new RunKey(policy, AS_OF, ++attempt);
    repository
        .plans()
        .freeze(
            new Plans.Entry(run, plan(policy, partitions), "here:19530", List.of(), "", "", "", ""),
            seen,
            Map.of(),
            null,
            new ExecutionLease(7, lease),
            () -> {});
  }

  /** A lease that exists is expired first. */
  private Lease lease(String policy) {
    repository.database().expireLeases();
    return repository.leases().take(policy, "me", Duration.ofMinutes(5)).orElseThrow();
  }

  private static Plan plan(String name, Set<String> partitions) {
    Policy policy = Given.patterns("MMMM").name(name).keepNewest(1).policy();
    Listing listing =
        new Listing("prod", "default", "docs", "447", false, false, List.copyOf(partitions));
    return Given.plan(
        policy,
        AS_OF,
        Verdicts.decide(
            policy, List.of(policy), AS_OF, Repository.CLOCK.instant(), List.of(listing)));
  }
}
