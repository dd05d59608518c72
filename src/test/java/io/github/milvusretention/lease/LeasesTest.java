package io.github.milvusretention.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.database.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder a policy, whatever the clocks of the machines say. */
@EveryDatabase
class LeasesTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Repository repository;
  private final Leases leases;

  LeasesTest(Databases database, @TempDir Path directory) {
    repository = new Repository(database, directory);
    leases = repository.leases();
  }

  @AfterEach
  void stop() {
    repository.close();
  }

  @Test
  void onlyOneHoldsIt() {
    Lease first = take("first");

    assertThat(first.fence()).isEqualTo(1);
    assertThat(leases.take("nightly", "second", LONG)).isEmpty();
    assertThat(leases.holder("nightly"))
        .hasValueSatisfying(
            holder -> {
              assertThat(holder.owner()).isEqualTo("first");
              assertThat(holder.fence()).isEqualTo(1);
            });
    leases.check(first);
    assertThat(leases.take("weekly", "second", LONG)).as("another policy is free").isPresent();
  }

  @Test
  void theNumberGrowsWithEachTaking() {
    take("first");
    runOut();
    Lease second = take("second");
    leases.release(second);
    Lease third = take("third");

    assertThat(second.fence()).isEqualTo(2);
    assertThat(third.fence()).isEqualTo(3);
  }

  @Test
  void givingItBackLetsTheNextIn() {
    Lease first = take("first");
    leases.release(first);

    assertThat(leases.holder("nightly")).isEmpty();
    assertLost(first);
    assertThat(leases.take("nightly", "second", LONG)).isPresent();
  }

  @Test
  void whoSleptThroughItsEndIsFoundOut() {
    Lease sleeper = take("sleeper");
    runOut();

    assertLost(sleeper);
    assertThat(leases.renew(sleeper, LONG)).as("nobody took it meanwhile").isTrue();
    leases.check(sleeper);

    runOut();
    Lease next = take("next");

    assertLost(sleeper);
    assertThat(leases.renew(sleeper, LONG)).as("it is another's").isFalse();
    leases.release(sleeper);
    leases.check(next);
    assertThat(leases.holder("nightly").map(LeaseHolder::owner)).hasValue("next");
  }

  @Test
  void anEndThatNoLeaseCanHaveIsNone() {
    Lease stuck = leases.take("nightly", "a wrong clock", Duration.ofSeconds(30)).orElseThrow();
    endsIn(400 * 24 * 3600);

    assertThat(leases.holder("nightly")).isEmpty();
    assertThat(leases.requestStop(stuck, () -> {})).isFalse();
    assertLost(stuck);
    Lease next = take("next");

    assertThat(next.fence()).isEqualTo(2);
    assertThat(leases.renew(stuck, LONG)).isFalse();
  }

  @Test
  void aClockThatWasSetBackALittleTakesNobodysLease() {
    Lease lease = leases.take("nightly", "first", Duration.ofSeconds(30)).orElseThrow();
    endsIn(55);

    leases.check(lease);
    assertThat(leases.take("nightly", "second", Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void aLeaseOfAnEarlierVersionStandsForAnHourAndItsToleranceAtMost() {
    take("first");
    repository.database().change("UPDATE retention_lease SET length_seconds = NULL");
    endsIn(3600);
    assertThat(leases.take("nightly", "second", LONG)).isEmpty();
    endsIn(3 * 3600);
    assertThat(leases.take("nightly", "second", LONG)).isPresent();
  }

  private void endsIn(long seconds) {
    repository
        .database()
        .change(
            "UPDATE retention_lease SET expires_at = CURRENT_TIMESTAMP + "
                + seconds
                + " * INTERVAL '1' SECOND");
  }

  @Test
  void ofManyWhoReachForItAtOnceOneGetsIt() throws Exception {
    assertThat(reachAtOnce()).as("for a policy that never ran").hasSize(1);
    runOut();
    assertThat(reachAtOnce()).as("for one that ran out").hasSize(1);
  }

  private List<Lease> reachAtOnce() throws Exception {
    return atOnce(n -> leases.take("nightly", "owner " + n, LONG)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static <T> List<T> atOnce(IntFunction<T> does) throws Exception {
    int many = 6;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      CyclicBarrier together = new CyclicBarrier(many);
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        int n = i;
        all.add(
            () -> {
              together.await();
              return does.apply(n);
            });
      }
      List<T> done = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(all)) {
        done.add(each.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aStopReachesTheHolderOfThatVeryLeaseAlone() {
    Lease first = take("first");
    leases.release(first);
    Lease second = take("second");

    assertThat(leases.requestStop(first, () -> {})).as("it is over").isFalse();
    assertThat(leases.stopRequested(second)).isFalse();

    assertThat(leases.requestStop(second, () -> {})).isTrue();
    assertThat(leases.stopRequested(second)).isTrue();
    assertThat(leases.stopRequested(first)).isFalse();
  }

  @Test
  void ofManyWhoAskItToStopAtOnceOneHasAsked() throws Exception {
    Lease lease = take("first");
    AtomicInteger recorded = new AtomicInteger();

    List<Boolean> asked = atOnce(n -> leases.requestStop(lease, recorded::incrementAndGet));

    assertThat(asked).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(recorded).hasValue(1);
    assertThat(leases.stopRequested(lease)).isTrue();
    leases.release(lease);
    assertThat(leases.requestStop(take("next"), () -> {})).as("another run").isTrue();
  }

  private Lease take(String owner) {
    return leases.take("nightly", owner, LONG).orElseThrow();
  }

  private void runOut() {
    repository.database().expireLeases();
  }

  private void assertLost(Lease lease) {
    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(() -> leases.check(lease))
        .withMessageContaining(lease.policy());
  }
}
