package io.github.milvusretention.plan;

import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Knows reasons beside the rules to keep partitions that these let expire. */
public interface Objections {
  /**
   * @param expired EXPIRED by the rules, and nobody has objected to them yet in a way that a person
   *     cannot accept
   * @param released what is known of those that an earlier run released, and that wait or are
   *     dropped: their rows cannot be asked again
   * @param counts counts rows
   * @param note takes sentences for people
   * @param stopCheck to be called before each question; throws if the run is to stop
   */
  record Candidates(
      Policy policy,
      AsOf asOf,
      List<Decision> expired,
      Map<Address, Released> released,
      Milvus milvus,
      RowCounts counts,
      Consumer<String> note,
      Runnable stopCheck) {}

  /**
   * By address, of those alone that are to be kept. Throws {@link MilvusException} if the cluster
   * cannot be used at all; a partition of which nothing could be learned is kept.
   */
  Map<Address, Objection> to(Candidates candidates);
}
