package io.github.milvusretention.plan.caution;

import io.github.milvusretention.milvus.LoadState;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.milvus.MilvusException;
import io.github.milvusretention.milvus.RowValue;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.FieldUnit;
import io.github.milvusretention.policy.settings.WhenUnloaded;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one partition whether its rows agree with its name. That no row lies after the period is no
 * proof: they may have no value, or one in another unit. So all rows are counted, and those that
 * certainly lie before the end of the period; only if these are all, the name is believed.
 */
record RowTime(Milvus milvus, ContentCheck check) {
  /**
   * @param objection null if rows and name agree
   * @param answered whether the server answered the questions
   */
  record Answer(@Nullable Objection objection, boolean answered) {}

  /** Throws {@link MilvusException} if the cluster cannot be used at all. */
  Answer of(Decision decision) {
    Address address = decision.address();
    Instant end = Objects.requireNonNull(decision.period()).end().toInstant();
    try {
      return new Answer(ask(address, end).orElse(null), true);
    } catch (MilvusException e) {
      if (e.outcome().clusterUnusable()) {
        throw e;
      }
      return new Answer(unread(e.answer().describe()), false);
    }
  }

  static Objection unread(String why) {
    return kept("its rows could not be asked for their time: " + why);
  }

  private Optional<Objection> ask(Address address, Instant end) {
    if (!loaded(address)) {
      return notLoaded();
    }
    Optional<RowValue> beyond = find(address, check.unit().notBefore(check.field(), end));
    if (beyond.isPresent()) {
      return Optional.of(beyond(beyond.get(), end));
    }
    long before = count(address, check.unit().before(check.field(), end));
    long all = count(address, "");
    if (before != all) {
      return Optional.of(unclear(before, all, end));
    }
    // Some releases answer that there are no rows in what was released meanwhile.
    return all > 0 || loaded(address) ? Optional.empty() : notLoaded();
  }

  private Optional<Objection> notLoaded() {
    return check.whenUnloaded() == WhenUnloaded.TRUST_NAME
        ? Optional.empty()
        : Optional.of(kept("it is not loaded, so that its rows cannot be asked for their time"));
  }

  private boolean loaded(Address address) {
    return milvus.loadState(address.database(), address.collection(), address.partition())
        == LoadState.LOADED;
  }

  private Optional<RowValue> find(Address address, String filter) {
    return milvus.findRow(
        address.database(), address.collection(), address.partition(), filter, check.field());
  }

  private long count(Address address, String filter) {
    return milvus.countRows(address.database(), address.collection(), address.partition(), filter);
  }

  /** The value itself is not shown: only as a time it is no secret. */
  private Objection beyond(RowValue value, Instant end) {
    Optional<Instant> moment =
        Optional.ofNullable(value.text()).flatMap(text -> check.unit().read(text));
    return moment
        .map(
            at ->
                new Objection(
                    Verdict.MISMATCH,
                    "has a row with %s %s, and its period ended %s"
                        .formatted(check.field(), at, end)))
        .orElseGet(
            () ->
                kept(
                    "has a row whose %s is no time before %s in %s, perhaps in another unit"
                        .formatted(check.field(), FieldUnit.LATEST, check.unit())));
  }

  private Objection unclear(long before, long all, Instant end) {
    return kept(
        ("only %s of its %s rows have a %s in %s between %s and the end of its period %s; the others"
                + " have none, or one in another unit")
            .formatted(before, all, check.field(), check.unit(), FieldUnit.EARLIEST, end));
  }

  private static Objection kept(String reason) {
    return new Objection(Verdict.KEPT, reason);
  }
}
