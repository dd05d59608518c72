package io.github.milvusretention.rules;

import static java.util.stream.Collectors.toCollection;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.RulesFile.ClusterSection;
import io.github.milvusretention.rules.RulesFile.PolicySection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** From property sources to rules: names, then texts, then values; every mistake on the way. */
final class RulesReader {
  private final Mistakes mistakes = new Mistakes();
  private final Names names = new Names();
  private final Sources sources;
  private final Values values;
  private final Instant now;

  /**
   * @param now every schedule must fire after it
   */
  RulesReader(ConfigurableEnvironment environment, Instant now) {
    this.sources = new Sources(environment);
    this.values = new Values(sources.all(), new Placeholders(environment, mistakes));
    this.now = now;
  }

  Rules read() {
    sources.files().forEach(file -> KeyScan.scan(file, names, mistakes));
    names.check(mistakes);
    Variables.check(sources, names.readable(), mistakes);
    RulesFile file = bind();
    Map<String, Cluster> clusters = clusters(file.clusters());
    Map<String, Policy> policies = policies(file.policies());
    Optional<Duration> leaseTime =
        new Section("retention", values, mistakes)
            .optional(
                "lease-time",
                file.leaseTime(),
                WholeSeconds.between(Duration.ofSeconds(5), Duration.ofHours(1)));
    mistakes.throwIfAny();
    return new Rules(clusters, policies, leaseTime.orElseThrow());
  }

  /** What reaches the binder is text under the names of the file, so nothing can fail to bind. */
  private RulesFile bind() {
    names.readable().forEach(values::read);
    values.readTop("lease-time");
    return new Binder(new MapConfigurationPropertySource(values.bindable()))
        .bindOrCreate("retention", RulesFile.class);
  }

  private Map<String, Cluster> clusters(Map<String, ClusterSection> sections) {
    ClusterCheck check = new ClusterCheck(values, mistakes);
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    for (Named named : names.of(Kind.CLUSTERS)) {
      ClusterSection text = sections.get(named.name());
      if (text != null) {
        check.check(named, text).ifPresent(c -> clusters.put(named.name(), c));
      }
    }
    return clusters;
  }

  private Map<String, Policy> policies(Map<String, PolicySection> sections) {
    Set<String> clusters =
        names.of(Kind.CLUSTERS).stream().map(Named::name).collect(toCollection(LinkedHashSet::new));
    PolicyCheck check = new PolicyCheck(clusters, now, values, mistakes);
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Named named : names.of(Kind.POLICIES)) {
      PolicySection text = sections.get(named.name());
      if (text != null) {
        check.check(named, text).ifPresent(p -> policies.put(named.name(), p));
      }
    }
    return policies;
  }
}
