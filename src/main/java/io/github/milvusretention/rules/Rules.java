package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.values.Closest;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.rules.yaml.RulesText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules, checked as a whole.
 *
 * @param clusters by name, in the order of the file
 * @param policies by name, in the order of the file; each cluster they name is there
 * @param holds by name, in the order of the file
 * @param notifications who is told of what
 * @param console who may see and act in the console
 * @param leaseTime how long a run that stopped without a word keeps its policy locked; whole
 *     seconds, at least five
 * @param clockTolerance how far this machine's clock may be from others before nothing is dropped
 */
public record Rules(
    Map<String, Cluster> clusters,
    Map<String, Policy> policies,
    Map<String, Hold> holds,
    Notifications notifications,
    ConsoleRules console,
    Duration leaseTime,
    Duration clockTolerance) {
  public Rules {
    clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
    policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
    holds = Collections.unmodifiableMap(new LinkedHashMap<>(holds));
  }

  /**
   * Reads a rules file. Names and values come from it and from environment variables alone: a
   * variable overrides one value of a cluster, policy or hold that the file names. System
   * properties and config/application.yaml set nothing here; the first can be named in a
   * placeholder. Contacts nothing, not even a name server.
   *
   * @param variables all environment variables
   * @param now every schedule must fire after it
   * @throws RulesException with all mistakes, if there is one
   */
  public static Rules read(Path file, Map<String, String> variables, Instant now) {
    return RulesReader.read(file.toString(), RulesText.read(file), variables, now);
  }

  /** The same but for the console, by which nothing is dropped or kept. */
  public Rules with(ConsoleRules other) {
    return new Rules(clusters, policies, holds, notifications, other, leaseTime, clockTolerance);
  }

  /** The cluster that the policy works on. */
  public Cluster clusterOf(Policy policy) {
    Cluster cluster = clusters.get(policy.scope().cluster());
    if (cluster == null) {
      throw new IllegalArgumentException(
          "policy "
              + policy.name()
              + " is not of these rules: no cluster "
              + policy.scope().cluster());
    }
    return cluster;
  }

  /**
   * The policy of that name.
   *
   * @throws RuleException if there is none, with the names that there are
   */
  public Policy policy(String name) {
    Policy policy = policies.get(name);
    if (policy == null) {
      throw new RuleException(
          "the rules have no policy " + name,
          Closest.didYouMean(
              name, policies.keySet(), "its policies are " + String.join(", ", policies.keySet())));
    }
    return policy;
  }
}
