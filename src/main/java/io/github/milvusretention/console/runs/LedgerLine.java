package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Badge;
import io.github.milvusretention.console.web.Day;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.LedgerRow.Progress;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.text.Visible;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A planned partition as an execution left it.
 *
 * @param calls those that the execution sent
 * @param since what a later execution made of it; null if none did
 */
record LedgerLine(Planned planned, Result result, List<CallLine> calls, @Nullable Since since) {

  /**
   * What was planned, and why.
   *
   * @param run whose plan it is of
   * @param place database and collection
   * @param period from its first day to the one after its last
   * @param expired since when it was due; null if an earlier version planned it, like {@code
   *     reason}
   * @param rows null if nobody counted them
   * @param waited why it waited for the person who accepted it; null if it did not
   */
  record Planned(
      String run,
      String place,
      String name,
      String action,
      String period,
      @Nullable Moment expired,
      @Nullable Long rows,
      @Nullable String reason,
      @Nullable String waited) {
    private static Planned of(RowEvidence evidence, ZoneId zone) {
      LedgerRow row = evidence.row();
      return new Planned(
          Visible.line(evidence.plan().plan().run().toString()),
          Visible.line(row.address().database() + "." + row.address().collection()),
          Visible.line(row.address().partition()),
          row.action().name(),
          day(row.periodStart()) + " to " + day(row.periodEnd()),
          evidence.expires() == null
              ? null
              : new Moment(OffsetDateTime.parse(evidence.expires()).toInstant(), zone),
          row.rows(),
          visible(evidence.reason()),
          visible(row.waited()));
    }
  }

  /**
   * What came of it.
   *
   * @param releasedAt when its release was confirmed; null if none was, or nobody waited for it
   * @param error what went wrong, with the cure where one is known, or why it was skipped
   */
  record Result(
      Badge state,
      boolean released,
      @Nullable Moment releasedAt,
      int attempts,
      Moment updated,
      @Nullable String error) {
    private static Result of(Progress left, ZoneId zone) {
      return new Result(
          badge(left),
          left.released(),
          Moment.of(left.releasedAt(), zone),
          left.attempts(),
          new Moment(left.updated(), zone),
          visible(left.error()));
    }
  }

  /** What a later execution made of it. */
  record Since(Badge state, long executionId, Moment at) {}

  /** Empty if it was planned later. */
  static Optional<LedgerLine> of(RowEvidence evidence, long executionId, ZoneId zone) {
    return evidence.history().at(executionId).map(left -> of(evidence, left, executionId, zone));
  }

  private static LedgerLine of(RowEvidence evidence, Progress left, long executionId, ZoneId zone) {
    return new LedgerLine(
        Planned.of(evidence, zone),
        Result.of(left, zone),
        evidence.calls().stream()
            .filter(call -> call.executionId() == executionId)
            .map(call -> CallLine.of(call, zone))
            .toList(),
        evidence
            .history()
            .since(executionId)
            .map(now -> new Since(badge(now), now.executionId(), new Moment(now.updated(), zone)))
            .orElse(null));
  }

  private static String day(String moment) {
    return Day.of(OffsetDateTime.parse(moment));
  }

  private static @Nullable String visible(@Nullable String text) {
    return text == null ? null : Visible.line(text);
  }

  private static Badge badge(Progress left) {
    String kind =
        switch (left.state()) {
          case DROPPED -> "good";
          case FAILED -> "bad";
          case DROP_SENT -> left.failed() ? "bad" : "busy";
          case RELEASED -> "held";
          case PLANNED, ABSENT, SKIPPED -> "calm";
        };
    return new Badge(kind, left.state().name());
  }
}
