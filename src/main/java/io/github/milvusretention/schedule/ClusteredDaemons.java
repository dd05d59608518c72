package io.github.milvusretention.schedule;

import static java.util.stream.Collectors.joining;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.lease.DaemonRules;
import io.github.milvusretention.lease.LeaseOwner;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.process.RulesFingerprint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other daemons of the database by which rules this one acts, for as long as it lives,
 * and compares theirs with its own. Which of two files is the right one, only a person knows.
 */
final class ClusteredDaemons implements OtherDaemons {
  private static final Logger log = LoggerFactory.getLogger(ClusteredDaemons.class);
  private static final long RENEWAL_MILLIS = DaemonRules.LIFE.toMillis() / 3;

  private final DaemonRules table;
  private final String owner;
  private final Map<String, RulesFingerprint> ours = new TreeMap<>();
  private final String daemon = UUID.randomUUID().toString();
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread renewal = new Thread(work, "daemon-rules");
            renewal.setDaemon(true);
            return renewal;
          });

  private ClusteredDaemons(DaemonRules table, LeaseOwner owner, Rules rules) {
    this.table = table;
    this.owner = owner.name();
    rules.policies().forEach((name, policy) -> ours.put(name, RulesFingerprint.of(rules, policy)));
  }

  /** Returns when the other daemons can see it. */
  static ClusteredDaemons join(DaemonRules table, LeaseOwner owner, Rules rules) {
    ClusteredDaemons joined = new ClusteredDaemons(table, owner, rules);
    joined.announce();
    joined.thread.scheduleWithFixedDelay(
        joined::renew, RENEWAL_MILLIS, RENEWAL_MILLIS, TimeUnit.MILLISECONDS);
    return joined;
  }

  private void announce() {
    Map<String, String> texts = new TreeMap<>();
    ours.forEach((policy, rules) -> texts.put(policy, rules.toString()));
    table.announce(daemon, owner, texts);
  }

  void renew() {
    try {
      announce();
      table.removeExpired();
      ours.keySet().forEach(this::disagreement);
    } catch (RuntimeException | OutOfMemoryError e) {
      // Thrown on, it would cancel all later renewals.
      log.warn(
          "the other daemons could not be told the rules of this one: {}",
          RepositoryFailure.message(e).orElse(e.toString()));
    }
  }

  /** Logged once for each disagreement, and once when it ends. */
  @Override
  public Optional<String> disagreement(String policy) {
    RulesFingerprint rules = ours.get(policy);
    if (rules == null) {
      return Optional.empty();
    }
    String now =
        table.others(daemon, policy).stream()
            .map(other -> difference(other, rules))
            .filter(text -> !text.isEmpty())
            .distinct()
            .collect(joining("; "));
    tell(policy, now);
    return Optional.of(now).filter(text -> !text.isEmpty());
  }

  private static String difference(DaemonRules.Announced other, RulesFingerprint ours) {
    Set<String> keys = ours.differencesFrom(RulesFingerprint.parse(other.rules()));
    return keys.isEmpty()
        ? ""
        : "another daemon ("
            + other.owner()
            + ") has other rules for it: "
            + String.join(", ", keys);
  }

  private void tell(String policy, String now) {
    @Nullable String before = now.isEmpty() ? told.remove(policy) : told.put(policy, now);
    if (now.isEmpty() && before != null) {
      log.info("policy {}: all daemons have the same rules for it again", policy);
    } else if (!now.isEmpty() && !now.equals(before)) {
      log.error("policy {}: {}; no daemon fires it until they agree", policy, now);
    }
  }

  /** The others need not wait until it expires. */
  @Override
  public void close() {
    // Not by an interrupt, which may come in the middle of a write.
    thread.shutdown();
    try {
      // A renewal in progress would write again what was removed.
      thread.awaitTermination(DaemonRules.LIFE.toMillis(), TimeUnit.MILLISECONDS);
      table.remove(daemon);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn(
          "the rules of this daemon count for the others until they expire, within {} s: {}",
          DaemonRules.LIFE.toSeconds(),
          RepositoryFailure.message(e).orElse(e.toString()));
    }
  }
}
