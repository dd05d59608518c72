package io.github.milvusretention.rules;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.RulesFile.PolicyKeys;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the values of a policy fit each other and the rest of the file: patterns its locale, the
 * schedule its zone, the cluster those that there are.
 *
 * @param clusters the names of all clusters, sound or not
 * @param now a schedule must fire after it
 */
record PolicyCheck(Section section, PolicyKeys keys, List<String> clusters, Instant now) {

  /** Empty if anything is wrong with it. */
  Optional<Policy> check() {
    Optional<String> cluster = check(keys.cluster(), this::cluster);
    List<NamePattern> partitions =
        keys.partitions().stream()
            .flatMap(text -> check(text, t -> NamePattern.of(t, keys.locale())).stream())
            .toList();
    Optional<String> schedule = check(keys.schedule(), text -> Cron.of(text, keys.zone(), now));
    if (!section.sound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Policy(
              section.name(),
              cluster.orElseThrow(),
              keys.database(),
              keys.collections(),
              keys.excludeCollections(),
              partitions,
              keys.period(),
              Objects.requireNonNull(keys.keep()),
              keys.lead(),
              keys.keepNewest(),
              keys.maxDrops(),
              keys.maxShare(),
              keys.zone(),
              schedule.orElse(null),
              keys.maxAge(),
              keys.concurrency()));
    } catch (RuleException e) {
      section.refuse(e);
      return Optional.empty();
    }
  }

  private <T> Optional<T> check(@Nullable Text text, Function<String, T> made) {
    return text == null ? Optional.empty() : section.check(text, made);
  }

  private String cluster(String name) {
    if (!clusters.contains(name)) {
      throw new RuleException(
          "\"" + name + "\" is not a cluster of this file",
          Closest.to(name, clusters)
              .map(c -> "did you mean " + c + "?")
              .orElse("the clusters are " + String.join(", ", clusters)));
    }
    return name;
  }
}
