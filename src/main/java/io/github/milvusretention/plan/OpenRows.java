package io.github.milvusretention.plan;

import io.github.milvusretention.ledger.LedgerRow;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.period.Period;
import io.github.milvusretention.period.Unit;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Verdict;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a frozen plan, as what the rules let expire when it was made.
 *
 * @param contentCheck by which they agreed with their names then; null if none was asked
 */
record OpenRows(List<LedgerRow> rows, ZoneId zone, @Nullable String contentCheck) {
  List<Decision> expired() {
    return rows.stream().map(this::expired).toList();
  }

  /**
   * What cannot be asked for its rows any more, as it is not loaded; it was when it was planned.
   */
  Map<Address, Released> released() {
    return rows.stream()
        .filter(row -> row.progress().released() || row.releasedAt() != null)
        .collect(Collectors.toMap(LedgerRow::address, this::released, (one, same) -> one));
  }

  private Released released(LedgerRow row) {
    Instant since = Objects.requireNonNullElse(row.releasedAt(), row.progress().updated());
    return new Released(row.address(), row.collectionId(), since, null, row.waited(), contentCheck);
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
