package io.github.milvusretention.cli.evidence;

import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.ledger.seen.LastSeen;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.plan.Forecaster;
import io.github.milvusretention.plan.Planner;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.run.RunExit;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Asks cluster and record about the partitions of one name. Changes nothing. */
public final class Look {
  private final Presence presence;
  private final Records records;
  private final Sightings sightings;
  private RunExit exit = RunExit.DONE;

  public Look(
      Planner planner, Forecaster forecaster, Records records, Sightings sightings, Clock clock) {
    this.presence = new Presence(planner, forecaster, clock);
    this.records = records;
    this.sightings = sightings;
  }

  /**
   * All that is known. A cluster that cannot be asked is reported, and the record is shown anyway.
   *
   * @param policies those whose collections are asked
   */
  public Why at(Question question, Collection<Policy> policies) {
    Presence.Found found = presence.find(question, policies);
    exit = found.exit();
    return new Why(
        question.partition(),
        found.now(),
        records.of(question),
        sightings.seen(question.partition()).stream()
            .filter(seen -> fits(seen, question))
            .map(seen -> Why.Sight.of(seen, records.moments(seen.policy())))
            .toList(),
        found.notAsked(),
        found.unreadable());
  }

  private static boolean fits(LastSeen seen, Question question) {
    return fits(seen.policy(), question.policy())
        && fits(seen.place().database(), question.database())
        && fits(seen.place().collection(), question.collection());
  }

  private static boolean fits(String name, @Nullable String wanted) {
    return wanted == null || wanted.equals(name);
  }

  /** The most serious outcome of asking the clusters; to be read afterwards. */
  public RunExit exit() {
    return exit;
  }
}
