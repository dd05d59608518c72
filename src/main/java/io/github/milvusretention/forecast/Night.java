package io.github.milvusretention.forecast;

import io.github.milvusretention.guard.Refusal;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Decision;
import java.time.Instant;
import java.util.List;

/**
 * One firing of a policy's schedule at which something is due.
 *
 * @param at when it fires
 * @param goes oldest period first
 * @param refusals of guards: nothing goes until a person accepts; the later nights are told as if
 *     somebody did
 */
public record Night(Instant at, AsOf asOf, List<Goes> goes, List<Refusal> refusals) {
  public Night {
    goes = List.copyOf(goes);
    refusals = List.copyOf(refusals);
  }

  /**
   * One partition that is due.
   *
   * @param decision EXPIRED, as of that night
   * @param action RELEASE, after which it waits for the end of a grace, or DROP
   * @param expected whether it does not exist yet when the forecast is made
   */
  public record Goes(Decision decision, Action action, boolean expected) {}
}
