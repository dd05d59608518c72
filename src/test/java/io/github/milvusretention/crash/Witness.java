package io.github.milvusretention.crash;

import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands at the server: writes down the drops of one round, and kills in the midst of a call. */
final class Witness {
  /**
   * A drop as it reached the server.
   *
   * @param partition {@code collection/partition}
   * @param process which of the round's processes sent it, counted from 1
   * @param effective whether the partition was there when the call took effect
   * @param late whether the effect came some time after its sender had been killed
   */
  record Drop(String partition, int process, boolean effective, boolean late) {}

  private static final String DROP = "partitions/drop";
  private static final int LATEST_MILLIS = 4000;

  private final Sandbox sandbox;
  private final Random random;
  private final List<Drop> drops = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int process;
  private volatile Kill.@Nullable AtCall kill;
  private volatile CompletableFuture<ChildProcess> victim = new CompletableFuture<>();

  Witness(Sandbox sandbox, Random random) {
    this.sandbox = sandbox;
    this.random = random;
    sandbox.onEvery().react(this::attend);
  }

  void newRound() {
    drops.clear();
    process = 0;
  }

  /** Before each process of a round; a call meets its kill once {@link #started} has named it. */
  void newProcess(@Nullable Kill planned) {
    process++;
    calls.set(0);
    victim = new CompletableFuture<>();
    kill = planned instanceof Kill.AtCall atCall ? atCall : null;
  }

  void started(ChildProcess child) {
    victim.complete(child);
  }

  /** How many calls the present process has sent. */
  int calls() {
    return calls.get();
  }

  List<Drop> drops() {
    return List.copyOf(drops);
  }

  private Reply attend(Turn turn) {
    int sender = process;
    int number = calls.incrementAndGet();
    Kill.AtCall planned = kill;
    if (planned == null || planned.number() != number) {
      return serve(turn, sender);
    }
    if (planned.effect() == Kill.Effect.BEFORE_THE_KILL) {
      Reply lost = serve(turn, sender);
      victim.join().kill();
      return lost;
    }
    victim.join().kill();
    return switch (planned.effect()) {
      case NEVER -> Reaction.reset().react(turn);
      case LATE ->
          Reaction.delay(Duration.ofMillis(random.nextInt(LATEST_MILLIS)))
              .after(call -> note(call, sender, !droppedBefore(call), true))
              .react(turn);
      default -> serve(turn, sender);
    };
  }

  private Reply serve(Turn turn, int sender) {
    Call call = turn.call();
    if (call.route().equals(DROP)) {
      boolean there =
          sandbox.partitions(call.database(), call.collection()).contains(call.partition());
      note(call, sender, there, false);
    }
    return turn.effect();
  }

  private boolean droppedBefore(Call call) {
    return drops.stream().anyMatch(d -> d.effective() && d.partition().equals(partition(call)));
  }

  private void note(Call call, int sender, boolean effective, boolean late) {
    if (call.route().equals(DROP)) {
      drops.add(new Drop(partition(call), sender, effective, late));
    }
  }

  private static String partition(Call call) {
    return call.collection() + "/" + call.partition();
  }
}
