package io.github.milvusretention.restore;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.audit.AuditEntry;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.Target;
import io.github.milvusretention.clusters.Clusters;
import io.github.milvusretention.clusters.Pause;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.lease.Leases;
import io.github.milvusretention.ledger.Ledger;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.milvus.Answer;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.Outcome;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.rules.process.ThisProgram;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.StopSignal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Loads a partition that a run released. The hold comes first, and is on the disk before anything
 * else is done: every run asks for holds right before each release and drop, after it has written
 * that it is about to. So one that the hold came too late for is in the ledger, and is waited for;
 * none is sent after that.
 */
public class Restore {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int LOOKS = 600;

  private final Clusters clusters;
  private final HoldStore holds;
  private final Ledger ledger;
  private final Leases leases;
  private final Releases releases;
  private final Pause pause;
  private final ThisProgram program;
  private final AuditLog audit;

  Restore(
      Clusters clusters,
      HoldStore holds,
      Ledger ledger,
      Leases leases,
      Releases releases,
      Sleeper sleeper,
      StopSignal stop,
      ThisProgram program,
      AuditLog audit) {
    this.audit = audit;
    this.program = program;
    this.clusters = clusters;
    this.holds = holds;
    this.ledger = ledger;
    this.leases = leases;
    this.releases = releases;
    this.pause = new Pause(sleeper, stop::requested);
  }

  /**
   * Returns once the partition is loaded. Throws {@link RunFailure}, with what is left to do, if it
   * is not, and {@link io.github.milvusretention.milvus.MilvusException}; the hold stays then.
   *
   * <p>The audit has a row when it begins, before anything is done, the hold's own, and one when it
   * ends; a process that dies in between leaves out the last.
   *
   * @param actor who asks for it
   * @param reason in that person's words
   * @param say takes one sentence for each thing that was done
   */
  public void load(Address address, Actor actor, String reason, Consumer<String> say) {
    AuditEntry entry =
        new AuditEntry(
            actor,
            Act.RESTORE,
            new Target("partition " + address + " of cluster " + address.cluster(), null),
            reason,
            AuditEntry.Outcome.STARTED,
            "");
    audit.record(entry);
    try {
      load(address, hold(address, actor, reason), say);
    } catch (RuntimeException e) {
      audit.recordEnd(entry.failed(e));
      throw e;
    }
    audit.recordEnd(entry.ended(AuditEntry.Outcome.DONE, "it is loaded"));
  }

  private void load(Address address, Hold hold, Consumer<String> say) {
    Milvus milvus = clusters.named(address.cluster()).orElseThrow();
    say.accept(address + " is kept by " + hold + ". To lift it: " + lift(hold));
    String server = Cluster.server(milvus.cluster().uri());
    releases.restored(server, address);
    awaitChanges(address, say);
    if (!exists(milvus, address)) {
      throw failed(address + " no longer exists; nothing was loaded, and the hold stays");
    }
    if (state(milvus, address) != LoadState.LOADED) {
      send(milvus, address);
      awaitLoaded(milvus, address);
    }
    // A release that was awaited has been noted since.
    releases.restored(server, address);
    // A drop from elsewhere may have come in between.
    if (!exists(milvus, address)) {
      throw failed(address + " was dropped by somebody else while it was loaded");
    }
    say.accept(address + " is loaded");
  }

  private Hold hold(Address address, Actor actor, String reason) {
    Covers covers = Covers.of(address);
    Optional<Hold> already =
        holds.all(false).stream()
            .map(PlacedHold::hold)
            .filter(hold -> hold.covers().equals(covers) && hold.expires() == null)
            .findFirst();
    Hold hold =
        already.orElseGet(
            () ->
                holds
                    .place(
                        new HoldStore.Wanted(
                            HoldKind.HOLD, covers, actor.requestedBy(), reason, null),
                        actor)
                    .hold());
    ledger.force();
    return hold;
  }

  /** Those sent before the hold; a run that died sends nothing more. */
  private String lift(Hold hold) {
    return program.command("hold", "remove", hold.name());
  }

  private void awaitChanges(Address address, Consumer<String> say) {
    BooleanSupplier changing =
        () ->
            ledger.policiesChanging(address).stream()
                .anyMatch(policy -> leases.holder(policy).isPresent());
    if (!changing.getAsBoolean()) {
      return;
    }
    say.accept(
        "a run has sent a release or a drop of " + address + " already; waiting for its result");
    if (!until(() -> !changing.getAsBoolean())) {
      throw failed(
          "the result of that call is still unknown; nothing was loaded, and the hold stays. Call"
              + " restore again");
    }
  }

  private static boolean exists(Milvus milvus, Address address) {
    return milvus.partitions(address.database(), address.collection()).contains(address.partition())
        && milvus.hasPartition(address.database(), address.collection(), address.partition());
  }

  private void send(Milvus milvus, Address address) {
    for (Duration wait = milvus.takePermit(); !wait.isZero(); wait = milvus.takePermit()) {
      if (!pause.take(wait)) {
        throw RunFailure.stopped();
      }
    }
    Answer answer = milvus.load(address.database(), address.collection(), address.partition());
    // After an answer that says nothing the load may be under way: its state tells.
    if (answer.outcome() != Outcome.SUCCESS && answer.outcome() != Outcome.UNKNOWN) {
      throw failed(
          address
              + " was not loaded: "
              + answer.route()
              + ": "
              + answer.describe()
              + "; the hold stays");
    }
  }

  private void awaitLoaded(Milvus milvus, Address address) {
    if (!until(() -> state(milvus, address) == LoadState.LOADED)) {
      throw failed(address + " is still being loaded; the hold stays. Call restore again");
    }
  }

  private static LoadState state(Milvus milvus, Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition());
  }

  private boolean until(BooleanSupplier reached) {
    for (int looks = 1; !reached.getAsBoolean(); looks++) {
      if (looks == LOOKS || !pause.take(LOOK)) {
        return false;
      }
    }
    return true;
  }

  private static RunFailure failed(String why) {
    return new RunFailure(RunExit.PARTITIONS_FAILED, why);
  }
}
