package io.github.milvusretention.schedule;

import io.github.milvusretention.job.launch.LaunchPermit;
import io.github.milvusretention.rules.RulesOnDisk;
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

  private final RulesOnDisk rules;
  private final Clock clock;
  private final OtherDaemons others;
  private final AtomicReference<String> told = new AtomicReference<>("");

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
    String now = objection.orElse("");
    if (!told.getAndSet(now).equals(now)) {
      objection.ifPresentOrElse(
          log::error, () -> log.info("the rules file is again the one that this process read"));
    }
    return objection;
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
