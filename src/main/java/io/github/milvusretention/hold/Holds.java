package io.github.milvusretention.hold;

import io.github.milvusretention.database.RepositoryFailure;
import io.github.milvusretention.database.ShortTransaction;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Ending;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldsInForce;
import io.github.milvusretention.policy.hold.HoldsInForce.InForce;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunFailure;
import io.github.milvusretention.run.RunKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which holds a policy meets: those of the rules file and those that commands placed. */
public class Holds {
  private final Rules rules;
  private final KnownHolds known;
  private final Clock clock;

  public Holds(Rules rules, JdbcClient jdbc, ShortTransaction transaction, Clock clock) {
    this.rules = rules;
    this.known = new KnownHolds(jdbc, transaction);
    this.clock = clock;
  }

  /**
   * Those that count at this moment; asks the database each time. Throws {@link RunFailure} if that
   * cannot be found out: without it nothing may be dropped.
   *
   * @param run the run that asks; null for a dry run
   */
  public HoldsInForce of(Policy policy, @Nullable RunKey run) {
    try {
      KnownHolds.Stored stored =
          known.of(
              policy.name(),
              policy.scope().cluster(),
              Cluster.server(rules.clusterOf(policy).uri()));
      return HoldsInForce.of(
          policy.name(),
          rules.holds().values(),
          stored.placed(),
          stored.known(),
          clock.instant(),
          run == null ? null : run.toString());
    } catch (DataAccessException e) {
      throw RunFailure.ofRepository(
          "the holds could not be read, and without them nothing is dropped: "
              + RepositoryFailure.message(e).orElse(e.getMessage())
              + (run == null
                  ? ". Check SPRING_DATASOURCE_URL and the database"
                  : ". Once they can be read, a rerun continues"));
    }
  }

  /** Those that the rules file no longer has, and that still count for one of its policies. */
  public List<Hold> removedFromFile() {
    return rules.policies().values().stream()
        .flatMap(policy -> of(policy, null).all().stream())
        .filter(inForce -> inForce.ending() == Ending.REMOVED)
        .map(InForce::hold)
        .distinct()
        .toList();
  }

  /** To be called by a run that has made a plan, whether or not a guard refuses it. */
  public void planned(Policy policy, HoldsInForce met) {
    known.replace(policy.name(), met.known());
  }

  /** To be called by a run that goes on with its plan, in which it has said which holds end. */
  public void told(Policy policy, HoldsInForce met, RunKey run) {
    known.replace(
        policy.name(),
        met.knownOnceTold(clock.instant().truncatedTo(ChronoUnit.MILLIS), run.toString()));
  }
}
