package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.forecast.Night;
import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.policy.Action;
import java.time.ZoneId;
import java.util.List;

/**
 * A night in which something goes.
 *
 * @param refusals sentences of guards; empty if none would refuse
 * @param partitions the first of them
 * @param more how many others
 */
record NightRow(
    Moment at,
    String asOf,
    long drops,
    long releases,
    List<String> refusals,
    List<Gone> partitions,
    int more) {
  private static final int SHOWN = 200;

  /**
   * @param expected whether it does not exist yet
   */
  record Gone(String partition, boolean released, boolean expected) {}

  static NightRow of(Night night, ZoneId zone) {
    List<Night.Goes> goes = night.goes();
    long drops = goes.stream().filter(one -> one.action() == Action.DROP).count();
    return new NightRow(
        new Moment(night.at(), zone),
        night.asOf().toString(),
        drops,
        goes.size() - drops,
        night.refusals().stream().map(Refusal::message).toList(),
        goes.stream()
            .limit(SHOWN)
            .map(
                one ->
                    new Gone(
                        one.decision().address().toString(),
                        one.action() == Action.RELEASE,
                        one.expected()))
            .toList(),
        Math.max(0, goes.size() - SHOWN));
  }
}
