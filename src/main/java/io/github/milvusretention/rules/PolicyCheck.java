package io.github.milvusretention.rules;

import io.github.milvusretention.period.Keep;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Glob;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Share;
import io.github.milvusretention.rules.RulesFile.PolicySection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns the text of policies into policies. */
final class PolicyCheck {
  private static final int MANY = 1_000_000;
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofDays(3650);

  private final Set<String> clusters;
  private final Instant now;
  private final Values values;
  private final Mistakes mistakes;

  /**
   * @param clusters the names of all clusters, sound or not
   * @param now a schedule must fire after it
   */
  PolicyCheck(Set<String> clusters, Instant now, Values values, Mistakes mistakes) {
    this.clusters = clusters;
    this.now = now;
    this.values = values;
    this.mistakes = mistakes;
  }

  /** Empty if anything is wrong with it. */
  Optional<Policy> check(Named named, PolicySection text) {
    Section section = new Section(named.path(), values, mistakes);
    Optional<String> cluster =
        section.required("cluster", text.cluster(), example(), this::cluster);
    Optional<Glob> database = section.optional("database", text.database(), Glob::of);
    List<Glob> collections =
        section.required("collections", text.collections(), "[quick_setup]", Glob::of);
    List<Glob> excluded =
        section.optional("exclude-collections", text.excludeCollections(), Glob::of);
    Locale locale = section.optional("locale", text.locale(), Language::of).orElse(Locale.ENGLISH);
    List<NamePattern> partitions =
        section.required(
            "partitions", text.partitions(), "[\"MMMM\"]", t -> NamePattern.of(t, locale));
    Optional<Keep> period = section.optional("period", text.period(), Keep::parse);
    Optional<Keep> keep = section.required("keep", text.keep(), "P3M", Keep::parse);
    Optional<Keep> lead = section.optional("lead", text.lead(), Keep::parse);
    Optional<Integer> keepNewest =
        section.optional("keep-newest", text.keepNewest(), WholeNumber.between(0, MANY));
    Optional<Integer> maxDrops =
        section.optional("max-drops", text.maxDrops(), WholeNumber.between(1, MANY));
    Optional<Share> maxShare = section.optional("max-share", text.maxShare(), Share::parse);
    Optional<ZoneId> zone = section.optional("zone", text.zone(), Zone::of);
    Optional<String> schedule =
        section.optional(
            "schedule", text.schedule(), t -> Cron.of(t, zone.orElse(ZoneOffset.UTC), now));
    Optional<Duration> maxAge =
        section.optional("max-age", text.maxAge(), WholeSeconds.between(SOON, LATE));
    Optional<Integer> concurrency =
        section.optional("concurrency", text.concurrency(), WholeNumber.between(1, 64));
    if (!section.sound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Policy(
              named.name(),
              cluster.orElseThrow(),
              database.orElseThrow(),
              collections,
              excluded,
              partitions,
              period.orElse(null),
              keep.orElseThrow(),
              lead.orElse(null),
              keepNewest.orElseThrow(),
              maxDrops.orElseThrow(),
              maxShare.orElseThrow(),
              zone.orElseThrow(),
              schedule.orElse(null),
              maxAge.orElse(null),
              concurrency.orElseThrow()));
    } catch (RuleException e) {
      section.refuse(e);
      return Optional.empty();
    }
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

  private String example() {
    return clusters.stream().findFirst().orElse("prod");
  }
}
