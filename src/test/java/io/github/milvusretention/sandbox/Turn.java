package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call in the hands of a {@link Reaction}, which decides whether and when it takes effect. */
public final class Turn {
  private final Call call;
  private final Envelope envelope;
  private final Gate gate;
  private final Supplier<Reply> effect;
  private @Nullable Reply honest;

  Turn(Call call, Envelope envelope, Gate gate, Supplier<Reply> effect) {
    this.call = call;
    this.envelope = envelope;
    this.gate = gate;
    this.effect = effect;
  }

  public Call call() {
    return call;
  }

  /**
   * Lets the call take effect, if it has not yet, and returns the honest answer, which may well be
   * a refusal.
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

  /** Waits for {@code heal()}; without an answer if the sandbox is closed instead. */
  Reply held() {
    return gate.hold() ? effect() : Reply.none();
  }

  Reply held(Duration atMost) {
    return gate.hold(atMost) ? effect() : Reply.none();
  }
}
