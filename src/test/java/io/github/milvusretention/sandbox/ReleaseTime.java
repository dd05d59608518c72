package io.github.milvusretention.sandbox;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time that a release of loaded partitions takes, one or many. As on a server, they count as
 * not loaded at once, and only the answer waits; what is refused, or was not loaded, is answered
 * immediately.
 */
final class ReleaseTime {
  private static final String RELEASE = "partitions/release";

  private final Duration time;
  private final Catalog catalog;
  private final Gate gate;

  ReleaseTime(Duration time, Catalog catalog, Gate gate) {
    this.time = time;
    this.catalog = catalog;
    this.gate = gate;
  }

  /** The answer to a call, after this time if the call releases something. */
  Reply after(Call call, Supplier<Reply> effect) {
    if (time.isZero() || !call.route().equals(RELEASE)) {
      return effect.get();
    }
    long before = loaded(call);
    Reply reply = effect.get();
    boolean released = loaded(call) < before;
    return released && !gate.hold(time) ? Reply.none() : reply;
  }

  private long loaded(Call call) {
    synchronized (catalog) {
      return catalog.loaded(call.database(), call.collection(), call.partitions());
    }
  }
}
