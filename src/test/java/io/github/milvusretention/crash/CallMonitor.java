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

/** Records the drops of one round as the server receives them, and kills the process in a call. */
final class CallMonitor {
  /**
   * A drop as it reached the server.
   *
   * @param partition {@code collection/partition}
   * @param process the number of the process in the round that sent it, from 1
   * @param effective whether the partition existed when the call took effect
   * @param late whether the call took effect some time after its sender was killed
   */
  record Drop(String partition, int process, boolean effective, boolean late) {}

  private static final String DROP = "partitions/drop";
  private static final int MAX_DELAY_MILLIS = 4000;

  private final Sandbox sandbox;
  private final Random random;
  private final List<Drop> drops = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int process;
  private volatile Kill.@Nullable AtCall kill;
  private volatile CompletableFuture<ChildProcess> target = new CompletableFuture<>();

  CallMonitor(Sandbox sandbox, Random random) {
    this.sandbox = sandbox;
    this.random = random;
    sandbox.onEvery().react(this::intercept);
  }

  void newRound() {
    drops.clear();
    process = 0;
  }

  /** Call before each process of a round; a kill waits until {@link #started} is called. */
  void newProcess(@Nullable Kill planned) {
    process++;
    calls.set(0);
    target = new CompletableFuture<>();
    kill = planned instanceof Kill.AtCall atCall ? atCall : null;
  }

  void started(ChildProcess child) {
    target.complete(child);
  }

  /** The number of calls of the current process. */
  int calls() {
    return calls.get();
  }

  List<Drop> drops() {
    return List.copyOf(drops);
  }

  private Reply intercept(Turn turn) {
    int sender = process;
    int number = calls.incrementAndGet();
    Kill.AtCall planned = kill;
    if (planned == null || planned.number() != number) {
      return serve(turn, sender);
    }
    if (planned.effect() == Kill.Effect.BEFORE_THE_KILL) {
      Reply lost = serve(turn, sender);
      target.join().kill();
      return lost;
    }
    target.join().kill();
    return switch (planned.effect()) {
      case NEVER -> Reaction.reset().react(turn);
      case LATE ->
          Reaction.delay(Duration.ofMillis(random.nextInt(MAX_DELAY_MILLIS)))
              .after(call -> record(call, sender, !wasDropped(call), true))
              .react(turn);
      default -> serve(turn, sender);
    };
  }

  private Reply serve(Turn turn, int sender) {
    Call call = turn.call();
    if (call.route().equals(DROP)) {
      boolean existed =
          sandbox.partitions(call.database(), call.collection()).contains(call.partition());
      record(call, sender, existed, false);
    }
    return turn.effect();
  }

  private boolean wasDropped(Call call) {
    return drops.stream().anyMatch(d -> d.effective() && d.partition().equals(partition(call)));
  }

  private void record(Call call, int sender, boolean effective, boolean late) {
    if (call.route().equals(DROP)) {
      drops.add(new Drop(partition(call), sender, effective, late));
    }
  }

  private static String partition(Call call) {
    return call.collection() + "/" + call.partition();
  }
}
