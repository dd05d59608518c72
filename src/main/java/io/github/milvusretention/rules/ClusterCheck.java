package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.RulesFile.ClusterKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether the values of a cluster fit each other, and those of the clusters before it. */
final class ClusterCheck {
  private final Map<String, String> endpoints = new HashMap<>();

  /** Empty if anything is wrong with it. */
  Optional<Cluster> check(Section section, ClusterKeys keys) {
    if (keys.uri() != null) {
      // Two names for one server would hide that two policies claim one partition.
      String other = endpoints.putIfAbsent(Endpoint.identity(keys.uri()), section.name());
      if (other != null) {
        section.refuse(
            new RuleException(
                "uri",
                "names the server of the cluster " + other + " too",
                "keep one cluster for one server"));
      }
      if (keys.sslBundle() != null && keys.uri().getScheme().equalsIgnoreCase("http")) {
        section.refuse(
            new RuleException(
                "ssl-bundle",
                "is for TLS, and the uri is http",
                "write https, or delete the line"));
      }
    }
    return section.sound()
        ? Optional.of(
            new Cluster(
                section.name(),
                Objects.requireNonNull(keys.uri()),
                keys.token() == null ? Token.NONE : keys.token(),
                keys.requestTimeout(),
                keys.maxCallsPerSecond(),
                keys.retryBudget(),
                keys.sslBundle(),
                keys.allowPlainHttp()))
        : Optional.empty();
  }
}
