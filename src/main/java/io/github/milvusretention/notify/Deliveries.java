package io.github.milvusretention.notify;

import io.github.milvusretention.lease.PolicyLeases;
import io.github.milvusretention.milvus.Sleeper;
import io.github.milvusretention.notify.Outbox.Message;
import io.github.milvusretention.notify.Sender.Result;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.notify.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. Of all processes one does so at a time, under a lease; should it
 * lose the lease, a message may arrive twice, with the same id.
 */
class Deliveries {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

  /** No policy has it, for a policy's name has no bracket. */
  static final String LEASE = "(notifications)";

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 12;

  /** A command waits for no longer before it begins another try. */
  private static final Duration COMMAND = Duration.ofSeconds(15);

  private static final List<Duration> COMMAND_PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private final Outbox outbox;
  private final Sender sender;
  private final PolicyLeases leases;

  /** Those with an address; what is told to others waits for a process that has it. */
  private final Map<String, Target> targets;

  private final Sleeper sleeper;
  private final Clock clock;

  Deliveries(
      Outbox outbox,
      Sender sender,
      PolicyLeases leases,
      Rules rules,
      Sleeper sleeper,
      Clock clock) {
    this.outbox = outbox;
    this.sender = sender;
    this.leases = leases;
    this.targets = new LinkedHashMap<>(rules.notifications().targets());
    targets.values().removeIf(target -> target.url() == null);
    this.sleeper = sleeper;
    this.clock = clock;
  }

  /** Sends what can be sent now, unless another process does so. */
  void deliver() {
    deliver(() -> true);
  }

  private void deliver(BooleanSupplier timeLeft) {
    if (targets.isEmpty() || !outbox.anyWithin(Duration.ZERO, targets.keySet())) {
      return;
    }
    leases.with(
        LEASE,
        lease -> {
          send(timeLeft);
          return true;
        });
  }

  private void send(BooleanSupplier timeLeft) {
    String source = outbox.source();
    for (Target target : targets.values()) {
      for (Message message : outbox.due(target.name())) {
        if (!timeLeft.getAsBoolean() || !send(message, target, source)) {
          break;
        }
      }
    }
  }

  /** Returns false if the target did not take it, nor would take another one now. */
  private boolean send(Message message, Target target, String source) {
    Result result = sender.post(target, Body.of(message, target.kind(), source));
    String failure = result.failure();
    if (failure == null) {
      outbox.delivered(message);
      return true;
    }
    Instant now = clock.instant();
    if (message.created().plus(Outbox.PATIENCE).isBefore(now)) {
      outbox.givenUp(message, failure);
      log.error(
          "target {} was not told of {} {}: {}; it is not tried again",
          message.target(),
          message.type(),
          message.policy(),
          failure);
      return false;
    }
    outbox.failed(message, now.plus(pause(message.tries(), result.pause())), failure);
    if (message.tries() == 0) {
      log.warn(
          "target {} could not be told of {} {}: {}; it is tried again for three days",
          message.target(),
          message.type(),
          message.policy(),
          failure);
    }
    return false;
  }

  /** One second, then twice as long each time, or as long as the receiver asks. */
  private static Duration pause(int tries, @Nullable Duration asked) {
    Duration pause = Duration.ofSeconds(1L << Math.min(tries, MOST_DOUBLINGS));
    Duration longer = asked == null || asked.compareTo(pause) < 0 ? pause : asked;
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /** For a command that is about to end: tries a few times, for some 20 seconds at most. */
  void finish() {
    if (targets.isEmpty()) {
      return;
    }
    long start = sleeper.nanos();
    BooleanSupplier timeLeft = () -> sleeper.nanos() - start < COMMAND.toNanos();
    try {
      for (Duration pause : COMMAND_PAUSES) {
        deliver(timeLeft);
        if (!timeLeft.getAsBoolean() || !outbox.anyWithin(pause, targets.keySet())) {
          return;
        }
        sleeper.sleep(pause);
      }
      deliver(timeLeft);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A heartbeat's start means something at once or never, so that it is not kept. Returns when it
   * was sent or can no longer arrive after the end of the run, in {@link Sender#TOTAL} at most.
   */
  void start(Target heartbeat) {
    if (!targets.containsKey(heartbeat.name())) {
      return;
    }
    String failure = sender.post(heartbeat, Body.START).failure();
    if (failure != null) {
      log.warn("heartbeat {} could not be told of a start: {}", heartbeat.name(), failure);
    }
  }
}
