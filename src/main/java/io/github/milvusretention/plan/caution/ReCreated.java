package io.github.milvusretention.plan.caution;

import io.github.milvusretention.ledger.PastDrops;
import io.github.milvusretention.ledger.PastDrops.Dropped;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.plan.Objections;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/** Keeps what a run dropped and is there again, until a person accepts: most likely restored. */
@Order(30)
public class ReCreated implements Objections {
  private final PastDrops drops;

  ReCreated(PastDrops drops) {
    this.drops = drops;
  }

  @Override
  public Map<Address, Objection> to(Candidates candidates) {
    String server = Cluster.server(candidates.milvus().cluster().uri());
    Map<Address, Objection> objections = new HashMap<>();
    drops
        .of(server, candidates.expired())
        .forEach((address, dropped) -> objections.put(address, objection(dropped)));
    objections
        .entrySet()
        .removeIf(each -> accepted(each.getValue(), candidates.released().get(each.getKey())));
    return objections;
  }

  /**
   * Whether a person accepted exactly that, and it was released then. Its drop after the grace is
   * the second half of what was accepted.
   */
  private static boolean accepted(Objection objection, @Nullable Released released) {
    String waited = released == null ? null : released.waited();
    return waited != null && waited.contains(objection.reason());
  }

  private static Objection objection(Dropped dropped) {
    return new Objection(
        Verdict.RE_CREATED,
        "dropped "
            + dropped.at().truncatedTo(ChronoUnit.SECONDS)
            + " by run "
            + dropped.executionId()
            + " and there again: most likely restored");
  }
}
