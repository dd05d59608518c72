package io.github.milvusretention.plan;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a frozen plan, as what the rules let expire when it was made. */
record OpenRows(List<LedgerRow> rows, ZoneId zone) {
  List<Decision> expired() {
    return rows.stream().map(this::expired).toList();
  }

  Set<Address> released() {
    return rows.stream()
        .filter(row -> row.progress().released() || row.releasedAt() != null)
        .map(LedgerRow::address)
        .collect(Collectors.toSet());
  }

  private Decision expired(LedgerRow row) {
    ZonedDateTime end = at(row.periodEnd());
    return new Decision(
        row.address(),
        row.collectionId(),
        Verdict.EXPIRED,
        "planned",
        // The ledger does not say of which unit the name is; nobody who objects asks for it.
        new Period(at(row.periodStart()), end, Unit.HOUR),
        end);
  }

  private ZonedDateTime at(String moment) {
    return OffsetDateTime.parse(moment).atZoneSameInstant(zone);
  }
}
