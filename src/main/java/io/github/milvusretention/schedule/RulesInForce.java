package io.github.milvusretention.schedule;

import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this daemon may act by the rules that it has read: only while the file still has them,
 * and no other live daemon has others for the policy. They are not read again while it runs, as
 * they set up triggers, connections and tokens too.
 */
public class RulesInForce implements LaunchPermit {
  private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);
  private static final String CURE = "; no schedule fires until this process is restarted";
  private static final String CONSOLE_CURE =
      "; schedules fire as before. What is new there counts once this process is restarted; who is"
          + " gone from it, or has another secret, may no longer act";

  private final RulesOnDisk rules;
  private final Clock clock;
  private final OtherDaemons others;
  private final AtomicReference<String> told = new AtomicReference<>("");
  private final AtomicReference<String> toldOfConsole = new AtomicReference<>("");

  RulesInForce(RulesOnDisk rules, Clock clock, OtherDaemons others) {
    this.rules = rules;
    this.clock = clock;
    this.others = others;
  }

  /**
   * Why nothing at all may be done by the rules of this process: the file differs. Logged once for
   * each change.
   */
  public Optional<String> objection() {
    Optional<String> objection = rules.change(clock.instant()).map(change -> change + CURE);
    Optional<String> unused = consoleChange();
    String now = objection.orElse("");
    if (!told.getAndSet(now).equals(now)) {
      objection.ifPresentOrElse(
          log::error, () -> log.info("the rules file is again the one that this process read"));
    }
    return objection;
  }

  /**
   * How the console alone differs in the file; that keeps no schedule from firing. Logged once for
   * each change.
   */
  public Optional<String> consoleChange() {
    Optional<String> change = rules.consoleChange(clock.instant()).map(what -> what + CONSOLE_CURE);
    String now = change.orElse("");
    if (!toldOfConsole.getAndSet(now).equals(now)) {
      change.ifPresent(log::warn);
    }
    return change;
  }

  /**
   * The one or the other as everybody may read it who asks for health: no name of a user, no path.
   * The log and the pages have all of it.
   */
  public Optional<String> forEverybody() {
    boolean stopped = objection().isPresent();
    return rules
        .changeForEverybody(clock.instant())
        .map(change -> change + (stopped ? CURE : CONSOLE_CURE));
  }

  /** See {@link OtherDaemons#disagreement}. */
  public Optional<String> disagreement(String policy) {
    return others.disagreement(policy);
  }

  /** Why nothing may be done by the rules of this process for that policy; empty if it may. */
  @Override
  public Optional<String> objection(String policy) {
    return objection().or(() -> disagreement(policy));
  }
}
