package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.Days;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.ContentCheck;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.rules.RulesFile.ClusterKeys;
import io.github.milvusretention.rules.RulesFile.ContentCheckKeys;
import io.github.milvusretention.rules.RulesFile.HoldKeys;
import io.github.milvusretention.rules.RulesFile.PolicyKeys;
import io.github.milvusretention.rules.values.Closest;
import io.github.milvusretention.rules.values.Cron;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes clusters, policies and holds of sections. Their values must fit each other and the rest of
 * the file: patterns the locale, a schedule the zone, a cluster those that there are.
 */
record SectionCheck(Binding binding, Mistakes mistakes) {

  /** By name, without those that have a mistake. */
  Map<String, Cluster> clusters(List<Section> sections) {
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    Map<String, String> servers = new HashMap<>();
    for (Section section : sections) {
      ClusterKeys keys = binding.bind(section, ClusterKeys.class);
      if (keys.uri() != null) {
        checkServer(section, keys.uri(), keys.sslBundle(), servers);
      }
      ifSound(section, () -> cluster(section.name(), keys))
          .ifPresent(cluster -> clusters.put(section.name(), cluster));
    }
    return clusters;
  }

  /**
   * By name, without those that have a mistake.
   *
   * @param clusters the names of all clusters, with mistakes or without
   * @param now a schedule must fire after it
   */
  Map<String, Policy> policies(List<Section> sections, List<String> clusters, Instant now) {
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Section section : sections) {
      PolicyKeys keys = binding.bind(section, PolicyKeys.class);
      check(keys.cluster(), name -> known(name, clusters));
      List<NamePattern> partitions =
          keys.partitions().stream()
              .flatMap(text -> check(text, t -> NamePattern.of(t, keys.locale())).stream())
              .toList();
      Optional<String> schedule = check(keys.schedule(), text -> Cron.of(text, keys.zone(), now));
      if (keys.contentCheck() != null) {
        check(keys.contentCheck().field(), ContentCheck::checkField);
      }
      ifSound(section, () -> policy(section.name(), keys, partitions, schedule.orElse(null)))
          .ifPresent(policy -> policies.put(section.name(), policy));
    }
    return policies;
  }

  /**
   * By name, without those that have a mistake.
   *
   * @param policies all of them, with mistakes or without, as of the clusters their names
   */
  Map<String, Hold> holds(List<Section> sections, List<Section> policies, List<String> clusters) {
    Map<String, Hold> holds = new LinkedHashMap<>();
    for (Section section : sections) {
      HoldKeys keys = binding.bind(section, HoldKeys.class);
      checkMatches(section, "policy", keys.policy(), policies.stream().map(Section::name).toList());
      checkMatches(section, "cluster", keys.cluster(), clusters);
      ifSound(section, () -> hold(section.name(), keys))
          .ifPresent(hold -> holds.put(section.name(), hold));
    }
    return holds;
  }

  /** A name that is written wrong would hold nothing. */
  private void checkMatches(
      Section section, String key, @Nullable NameGlob glob, List<String> names) {
    if (glob != null && names.stream().noneMatch(glob::matches)) {
      String problem = "\"" + glob + "\" matches no " + key + " of this file";
      refuse(section, key, problem, Closest.didYouMean(glob.text(), names, "there are " + names));
    }
  }

  private static Hold hold(String name, HoldKeys keys) {
    return new Hold(
        name,
        Hold.Source.FILE,
        HoldKind.HOLD,
        new Covers(
            keys.policy(),
            keys.cluster(),
            keys.database(),
            keys.collection(),
            keys.partition(),
            keys.from() == null && keys.to() == null ? null : new Days(keys.from(), keys.to())),
        Objects.requireNonNull(keys.owner()),
        Objects.requireNonNull(keys.reason()),
        keys.expires() == null ? null : Days.endOf(keys.expires()));
  }

  private static Cluster cluster(String name, ClusterKeys keys) {
    return new Cluster(
        name,
        Objects.requireNonNull(keys.uri()),
        keys.token() == null ? Token.NONE : keys.token(),
        keys.requestTimeout(),
        keys.maxCallsPerSecond(),
        keys.readConcurrency(),
        keys.retryBudget(),
        keys.sslBundle(),
        keys.allowPlainHttp(),
        keys.proxy());
  }

  private static Policy policy(
      String name, PolicyKeys keys, List<NamePattern> partitions, @Nullable String schedule) {
    return new Policy(
        name,
        new Scope(
            Objects.requireNonNull(keys.cluster()).value(),
            keys.database(),
            keys.collections(),
            keys.excludeCollections()),
        new Names(partitions, keys.period(), keys.lead()),
        Objects.requireNonNull(keys.keep()),
        keys.keepNewest(),
        new Limits(keys.maxDrops(), keys.maxShare(), keys.newRules()),
        keys.zone(),
        new Timetable(schedule, keys.maxAge(), keys.stopAfter()),
        new Pace(keys.concurrency(), keys.releaseBatch()),
        new Caution(keys.grace(), keys.stillWritten(), contentCheck(keys.contentCheck())));
  }

  private static @Nullable ContentCheck contentCheck(@Nullable ContentCheckKeys keys) {
    return keys == null
        ? null
        : new ContentCheck(
            Objects.requireNonNull(keys.field()).value(),
            Objects.requireNonNull(keys.unit()),
            keys.whenUnloaded());
  }

  private void checkServer(
      Section section, URI uri, @Nullable String sslBundle, Map<String, String> servers) {
    // Two names for one server would hide that two policies claim one partition.
    String other = servers.putIfAbsent(Cluster.server(uri), section.name());
    if (other != null) {
      String problem = "names the server of the cluster " + other + " too";
      refuse(section, "uri", problem, "keep one cluster for one server");
    }
    if (sslBundle != null && uri.getScheme().equalsIgnoreCase("http")) {
      String problem = "is for TLS, and the uri is http";
      refuse(section, "ssl-bundle", problem, "write https, or delete the line");
    }
  }

  private static String known(String cluster, List<String> clusters) {
    if (!clusters.contains(cluster)) {
      throw new RuleException(
          "\"" + cluster + "\" is not a cluster of this file",
          Closest.didYouMean(cluster, clusters, "the clusters are " + String.join(", ", clusters)));
    }
    return cluster;
  }

  private <T> Optional<T> check(@Nullable Text text, Function<String, T> made) {
    return text == null ? Optional.empty() : mistakes.check(text, made);
  }

  private <T> Optional<T> ifSound(Section section, Supplier<T> made) {
    if (mistakes.on(section.path())) {
      return Optional.empty();
    }
    try {
      return Optional.of(made.get());
    } catch (RuleException e) {
      refuse(section, e.key(), e.problem(), e.cure());
      return Optional.empty();
    }
  }

  /** For values that are fine one by one and do not fit each other. */
  private void refuse(Section section, @Nullable String key, String problem, String cure) {
    List<Text> texts = key == null ? null : section.values().get(key);
    if (texts != null) {
      mistakes.add(texts.get(0), problem, cure);
    } else {
      String path = key == null ? section.path() : section.at(key);
      mistakes.add(section.place(), path, problem, cure);
    }
  }
}
