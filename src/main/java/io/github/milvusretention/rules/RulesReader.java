package io.github.milvusretention.rules;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.RulesFile.ClusterKeys;
import io.github.milvusretention.rules.RulesFile.PolicyKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** From text to rules: the tree, its sections, their values; every mistake on the way. */
final class RulesReader {
  private RulesReader() {}

  /**
   * @param file the file's name, for messages
   * @param variables all environment variables
   * @param now every schedule must fire after it
   */
  static Rules read(String file, String text, Map<String, String> variables, Instant now) {
    Mistakes mistakes = new Mistakes();
    SystemEnvironmentPropertySource environment =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables));
    Placeholders placeholders =
        new Placeholders(
            List.of(
                new PropertiesPropertySource("system properties", System.getProperties()),
                environment));
    Variables overriding = new Variables(environment);
    Sections sections =
        Sections.read(
            file,
            YamlReader.read(file, text),
            new Values(overriding, placeholders, mistakes),
            mistakes);
    overriding.check(mistakes);
    Binding binding = new Binding(mistakes);
    RulesFile top = binding.bind(sections.top(), RulesFile.class);
    Map<String, Cluster> clusters = clusters(sections.clusters(), binding);
    Map<String, Policy> policies = policies(sections, binding, now);
    mistakes.throwIfAny(file);
    return new Rules(clusters, policies, top.leaseTime(), top.clockTolerance());
  }

  private static Map<String, Cluster> clusters(List<Section> sections, Binding binding) {
    ClusterCheck check = new ClusterCheck();
    Map<String, Cluster> clusters = new LinkedHashMap<>();
    for (Section section : sections) {
      check
          .check(section, binding.bind(section, ClusterKeys.class))
          .ifPresent(cluster -> clusters.put(section.name(), cluster));
    }
    return clusters;
  }

  private static Map<String, Policy> policies(Sections sections, Binding binding, Instant now) {
    List<String> clusters = sections.clusters().stream().map(Section::name).toList();
    Map<String, Policy> policies = new LinkedHashMap<>();
    for (Section section : sections.policies()) {
      new PolicyCheck(section, binding.bind(section, PolicyKeys.class), clusters, now)
          .check()
          .ifPresent(policy -> policies.put(section.name(), policy));
    }
    return policies;
  }
}
