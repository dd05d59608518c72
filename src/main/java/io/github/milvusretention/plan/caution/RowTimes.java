package io.github.milvusretention.plan.caution;

import io.github.milvusretention.clusters.Parallel;
import io.github.milvusretention.ledger.Released;
import io.github.milvusretention.milvus.Milvus;
import io.github.milvusretention.plan.Objections;
import io.github.milvusretention.plan.Patience;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Decision;
import io.github.milvusretention.policy.Objection;
import io.github.milvusretention.policy.settings.ContentCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/** Keeps what does not agree with its name: it has rows from after its period, or unclear ones. */
@Order(20)
public class RowTimes implements Objections {
  RowTimes() {}

  @Override
  public Map<Address, Objection> to(Candidates candidates) {
    ContentCheck check = candidates.policy().caution().contentCheck();
    if (check == null) {
      return Map.of();
    }
    Milvus milvus = candidates.milvus();
    RowTime rows = new RowTime(milvus, check);
    Patience patience = new Patience(Patience.FOR_DECISIONS);
    List<Decision> expired =
        candidates.expired().stream()
            .filter(decision -> !passed(check, candidates.released().get(decision.address())))
            .toList();
    List<Optional<Objection>> answers =
        Parallel.ask(
            expired,
            milvus.cluster().readConcurrency(),
            decision -> {
              candidates.stopCheck().run();
              return ask(rows, decision, patience);
            });
    Map<Address, Objection> objections = new HashMap<>();
    for (int i = 0; i < expired.size(); i++) {
      Address address = expired.get(i).address();
      answers.get(i).ifPresent(objection -> objections.put(address, objection));
    }
    Told.kept("content-check", objections, candidates.note());
    return objections;
  }

  /** Whether it was asked in the same way before it was released. */
  private static boolean passed(ContentCheck check, @Nullable Released released) {
    return released != null && check.toString().equals(released.contentCheck());
  }

  private static Optional<Objection> ask(RowTime rows, Decision decision, Patience patience) {
    Optional<String> over = patience.over(decision.address());
    if (over.isPresent()) {
      return Optional.of(RowTime.unread(over.get()));
    }
    RowTime.Answer answer =
        patience.ask(decision.address(), () -> rows.of(decision), RowTime.Answer::answered);
    return Optional.ofNullable(answer.objection());
  }
}
