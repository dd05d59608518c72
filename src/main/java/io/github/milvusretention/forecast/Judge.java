package io.github.milvusretention.forecast;

import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Listing;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdicts;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Decides as the run of one firing does.
 *
 * @param at when it fires
 * @param moment the first instant of the as-of
 */
record Judge(
    Instant at, AsOf asOf, ZonedDateTime moment, Function<Listing, List<Decision>> verdicts) {
  /**
   * @param all every policy of the rules
   */
  static Judge at(Instant firing, Policy policy, Collection<Policy> all) {
    AsOf asOf = policy.asOf(firing);
    return new Judge(firing, asOf, asOf.at(policy.zone()), Verdicts.by(policy, all, asOf, firing));
  }

  List<Decision> decide(Listing listing) {
    return verdicts.apply(listing);
  }
}
