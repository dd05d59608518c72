package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.NamePattern;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes clusters, policies and holds of sections, without those that have a mistake. Their values
 * must fit each other and the rest of the file: patterns the locale, a schedule the zone, a cluster
 * those that there are.
 */
record SectionCheck(Sections sections, Mistakes mistakes) {

  Map<String, Cluster> clusters(List<Section> clusters) {
    Map<String, String> servers = new HashMap<>();
    return sections.all(
        clusters,
        ClusterKeys.class,
        (section, keys) -> checkServer(section, keys.uri(), keys.sslBundle(), servers),
        SectionCheck::cluster);
  }

  /**
   * @param clusters the names of all clusters, with mistakes or without
   * @param now a schedule must fire after it
   */
  Map<String, Policy> policies(List<Section> policies, List<String> clusters, Instant now) {
    return sections.all(
        policies,
        PolicyKeys.class,
        (section, keys) -> {
          check(keys.cluster(), name -> Sections.known(name, quoted(name), "cluster", clusters));
          keys.partitions().forEach(text -> check(text, t -> NamePattern.of(t, keys.locale())));
          check(keys.schedule(), text -> Cron.of(text, keys.zone(), now));
          if (keys.contentCheck() != null) {
            check(keys.contentCheck().field(), ContentCheck::checkField);
          }
        },
        SectionCheck::policy);
  }

  /**
   * @param policies the names of all policies, with mistakes or without
   * @param clusters likewise
   */
  Map<String, Hold> holds(List<Section> holds, List<String> policies, List<String> clusters) {
    return sections.all(
        holds,
        HoldKeys.class,
        (section, keys) -> {
          checkMatches(section, "policy", keys.policy(), policies);
          checkMatches(section, "cluster", keys.cluster(), clusters);
        },
        SectionCheck::hold);
  }

  private void checkServer(
      Section section, @Nullable URI uri, @Nullable String sslBundle, Map<String, String> servers) {
    if (uri == null) {
      return;
    }
    // Two names for one server would hide that two policies claim one partition.
    String other = servers.putIfAbsent(Cluster.server(uri), section.name());
    if (other != null) {
      String problem = "names the server of the cluster " + other + " too";
      sections.refuse(section, "uri", problem, "keep one cluster for one server");
    }
    if (sslBundle != null && uri.getScheme().equalsIgnoreCase("http")) {
      String problem = "is for TLS, and the uri is http";
      sections.refuse(section, "ssl-bundle", problem, "write https, or delete the line");
    }
  }

  /** A name that is written wrong would hold nothing. */
  private void checkMatches(
      Section section, String key, @Nullable NameGlob glob, List<String> names) {
    if (glob != null && names.stream().noneMatch(glob::matches)) {
      String problem = quoted(glob.text()) + " matches no " + key + " of this file";
      String cure = Closest.didYouMean(glob.text(), names, "there are " + names);
      sections.refuse(section, key, problem, cure);
    }
  }

  private void check(@Nullable Text text, Function<String, ?> made) {
    if (text != null) {
      mistakes.check(text, made);
    }
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
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

  private static Policy policy(String name, PolicyKeys keys) {
    List<NamePattern> partitions =
        keys.partitions().stream()
            .map(text -> NamePattern.of(text.value(), keys.locale()))
            .toList();
    String schedule = keys.schedule() == null ? null : keys.schedule().value();
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
}
