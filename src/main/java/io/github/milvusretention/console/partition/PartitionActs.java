package io.github.milvusretention.console.partition;

import io.github.milvusretention.cli.evidence.Present;
import io.github.milvusretention.cli.evidence.RowDetail;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Asking;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.act.Permissions;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.schedule.RulesInForce;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be done with a partition, by whoever looks at its page. */
class PartitionActs {
  private final Permissions permissions;
  private final RulesInForce inForce;

  PartitionActs(Permissions permissions, RulesInForce inForce) {
    this.permissions = permissions;
    this.inForce = inForce;
  }

  /** Wherever it is. */
  List<Offered> of(Question question, Person person) {
    return List.of(
        Offered.hold(
            "Hold it",
            PageLink.to("/holds/new")
                .with("policy", question.policy())
                .with("database", question.database())
                .with("collection", question.collection())
                .with("partition", question.partition())
                .toString(),
            permissions.of(person)));
  }

  /** For each place in turn. */
  Offers offers(Person person) {
    return new Offers(permissions.of(person), inForce.objection().orElse(null));
  }

  /**
   * For one person at one moment.
   *
   * @param objection why this process may not act by its rules; null if it may
   */
  record Offers(Asking asking, @Nullable String objection) {
    /**
     * Where it is.
     *
     * @param released whether a run has released it there
     */
    List<Offered> at(Present present, boolean released) {
      RowDetail.Place place = present.place();
      PageLink hold =
          PageLink.to("/holds/new")
              .with("policy", present.policy())
              .with("cluster", place.cluster())
              .with("database", place.database())
              .with("collection", place.collection())
              .with("partition", place.partition());
      PageLink restore =
          PageLink.to("/restore")
              .with("policy", present.policy())
              .with("database", place.database())
              .with("collection", place.collection())
              .with("partition", place.partition());
      return Stream.concat(
              Stream.of(Offered.hold("Hold it here", hold.toString(), asking)),
              released
                  ? Stream.of(
                      Offered.restore(
                          "Restore it: a run has released it",
                          restore.toString(),
                          objection,
                          asking))
                  : Stream.of())
          .toList();
    }
  }
}
