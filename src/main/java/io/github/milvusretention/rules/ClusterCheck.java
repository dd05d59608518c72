package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.RulesFile.ClusterSection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Turns the text of clusters into clusters. */
final class ClusterCheck {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int FASTEST = 1000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Values values;
  private final Mistakes mistakes;
  private final Map<String, String> endpoints = new HashMap<>();

  ClusterCheck(Values values, Mistakes mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  /** Empty if anything is wrong with it. */
  Optional<Cluster> check(Named named, ClusterSection text) {
    Section section = new Section(named.path(), values, mistakes);
    Optional<URI> uri =
        section.required("uri", text.uri(), "http://localhost:19530", t -> endpoint(named, t));
    Optional<Token> token =
        section.optional("token", text.token(), t -> accept(() -> new Token(t)));
    Optional<Duration> timeout =
        section.optional(
            "request-timeout", text.requestTimeout(), WholeSeconds.between(SHORTEST, LONGEST));
    Optional<Integer> callsPerSecond =
        section.optional(
            "max-calls-per-second", text.maxCallsPerSecond(), WholeNumber.between(1, FASTEST));
    Optional<Duration> retryBudget =
        section.optional(
            "retry-budget", text.retryBudget(), WholeSeconds.between(Duration.ZERO, LONGEST));
    Optional<String> bundle = section.optional("ssl-bundle", text.sslBundle(), t -> t);
    if (bundle.isPresent() && uri.filter(u -> u.getScheme().equalsIgnoreCase("http")).isPresent()) {
      section.refuse(
          new RuleException(
              "ssl-bundle", "is for TLS, and the uri is http", "write https, or delete the line"));
    }
    return section.sound()
        ? Optional.of(
            new Cluster(
                named.name(),
                uri.orElseThrow(),
                token.orElse(Token.NONE),
                timeout.orElseThrow(),
                callsPerSecond.orElseThrow(),
                retryBudget.orElseThrow(),
                bundle.orElse(null)))
        : Optional.empty();
  }

  private URI endpoint(Named named, String text) {
    URI uri = Endpoint.parse(text);
    accept(() -> new Cluster(named.name(), uri, Token.NONE, SHORTEST));
    // Two names for one server would hide that two policies claim one partition.
    String other = endpoints.putIfAbsent(Endpoint.identity(uri), named.name());
    if (other != null) {
      throw new RuleException(
          "names the server of the cluster " + other + " too", "keep one cluster for one server");
    }
    return uri;
  }

  /** A cluster and a token refuse with "problem; cure", and never repeat a secret. */
  private static <T> T accept(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      throw new RuleException(parts[0], parts[parts.length - 1]);
    }
  }
}
