package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call for a {@link Reaction}, which decides whether and when the call takes effect. */
public final class Turn {
  private final Call call;
  private final Envelope envelope;
  private final Gate gate;
  private final CountDownLatch heal;
  private final Supplier<Reply> effect;
  private @Nullable Reply honest;

  Turn(Call call, Envelope envelope, Gate gate, Supplier<Reply> effect) {
    this.call = call;
    this.envelope = envelope;
    this.gate = gate;
    this.heal = gate.next();
    this.effect = effect;
  }

  public Call call() {
    return call;
  }

  /**
   * Applies the effect of the call once, and returns the correct answer, which may be a refusal.
   */
  public Reply effect() {
    Reply reply = honest;
    if (reply == null) {
      reply = effect.get();
      honest = reply;
    }
    return reply;
  }

  Envelope envelope() {
    return envelope;
  }

  /** Waits for {@code heal()}; returns no answer if the sandbox is closed instead. */
  Reply held() {
    return gate.hold(heal) ? effect() : Reply.none();
  }

  Reply held(Duration atMost) {
    return gate.hold(atMost) ? effect() : Reply.none();
  }
}
