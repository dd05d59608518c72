package io.github.milvusretention.console.partition;

import io.github.milvusretention.console.partition.RunsBehind.Asker;
import io.github.milvusretention.console.web.Day;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.SentCall;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.evidence.PlanEvidence;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One time that a partition was planned, as the page shows it.
 *
 * @param reason null if an earlier version of this program planned it
 * @param executions all that planned it or wrote its result, the first one first
 */
record PastTime(
    PlanEvidence plan,
    LedgerRow row,
    Times times,
    @Nullable String reason,
    List<Execution> executions,
    List<SentCallLine> calls) {

  /**
   * When what happened to it, in the policy's zone.
   *
   * @param expired since when it was; null if an earlier version of this program planned it
   * @param released null unless a run that waits for a grace to end has released it
   * @param accepted null unless a person accepted the plan
   */
  record Times(
      Moment planned,
      Moment updated,
      @Nullable Moment expired,
      @Nullable Moment released,
      @Nullable Moment accepted) {
    private static Times of(RowEvidence evidence, ZoneId zone) {
      LedgerRow row = evidence.row();
      PlanEvidence plan = evidence.plan();
      return new Times(
          new Moment(plan.plannedAt(), zone),
          new Moment(row.progress().updated(), zone),
          evidence.expires() == null
              ? null
              : new Moment(OffsetDateTime.parse(evidence.expires()).toInstant(), zone),
          Moment.of(row.releasedAt(), zone),
          plan.accepted() == null ? null : new Moment(plan.accepted().at(), zone));
    }
  }

  /**
   * @param asker null if it was purged, with all calls that it sent
   */
  record Execution(long id, @Nullable Asker asker) {}

  record SentCallLine(long executionId, Moment answered, SentCall sent) {}

  static PastTime of(RowEvidence evidence, ZoneId zone, Map<Long, Asker> askers) {
    return new PastTime(
        evidence.plan(),
        evidence.row(),
        Times.of(evidence, zone),
        evidence.reason(),
        executions(evidence).map(id -> new Execution(id, askers.get(id))).toList(),
        evidence.calls().stream()
            .map(
                call ->
                    new SentCallLine(
                        call.executionId(), new Moment(call.sent().answered(), zone), call.sent()))
            .toList());
  }

  /** The numbers of all that planned it, or wrote or sent something of it. */
  static Stream<Long> executions(RowEvidence evidence) {
    LedgerRow.Progress progress = evidence.row().progress();
    TreeSet<Long> ids = new TreeSet<>();
    ids.add(evidence.plan().plan().executionId());
    ids.add(progress.executionId());
    Stream.ofNullable(progress.resultOf()).forEach(ids::add);
    evidence.history().earlier().forEach(earlier -> ids.add(earlier.executionId()));
    evidence.calls().forEach(call -> ids.add(call.executionId()));
    return ids.stream();
  }

  /** A class of the style sheet. */
  public String kind() {
    return switch (row.state()) {
      case DROPPED -> "good";
      case FAILED -> "bad";
      case DROP_SENT -> row.error() == null ? "warn" : "bad";
      case RELEASED -> "busy";
      case PLANNED, ABSENT, SKIPPED -> "calm";
    };
  }

  public String from() {
    return Day.of(OffsetDateTime.parse(row.periodStart()));
  }

  public String to() {
    return Day.of(OffsetDateTime.parse(row.periodEnd()));
  }

  /** Whether its release was sent, no run waits with it, and it was still there. */
  public boolean unloaded() {
    return row.progress().released() && !row.state().gone() && row.state() != State.RELEASED;
  }

  /** Whether calls were sent that purge has removed. */
  public boolean purged() {
    return calls.isEmpty()
        && row.progress().attempts() > 0
        && executions.stream().map(Execution::asker).allMatch(Objects::isNull);
  }

  public State state() {
    return row.state();
  }
}
