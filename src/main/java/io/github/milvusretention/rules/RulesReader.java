package io.github.milvusretention.rules;

import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.rules.yaml.Yaml;
import io.github.milvusretention.rules.yaml.Yaml.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** From text to rules: the tree, its sections, their values; every mistake on the way. */
final class RulesReader {
  private static final String TOP = "retention";

  private RulesReader() {}

  /**
   * @param file the file's name, for messages
   * @param variables all environment variables
   * @param now every schedule must fire after it
   */
  static Rules read(String file, String text, Map<String, String> variables, Instant now) {
    return read(file, text, variables, Map.of(), Secrets.NEEDED, now);
  }

  /**
   * The same.
   *
   * @param edits values by path, for example {@code retention.policies.logs.keep}, which are taken
   *     instead of those of file and variables
   */
  static Rules read(
      String file,
      String text,
      Map<String, String> variables,
      Map<String, String> edits,
      Secrets secrets,
      Instant now) {
    Yaml yaml = new Yaml(file);
    Mistakes mistakes = new Mistakes();
    SystemEnvironmentPropertySource environment =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new HashMap<>(variables));
    PropertiesPropertySource properties =
        new PropertiesPropertySource("system properties", System.getProperties());
    Placeholders placeholders = new Placeholders(List.of(properties, environment));
    Variables overriding = new Variables(environment, edits);
    SectionReader reader = new SectionReader(yaml, overriding, placeholders, mistakes, secrets);

    Entry retention = retention(yaml, yaml.read(text), mistakes);
    Section top = new Section(TOP, TOP, retention.place(), Keys.TOP);
    String cure = "write clusters: and policies: beneath it";
    List<Entry> written = reader.beneath(retention, TOP, cure);
    if (mistakes.on(TOP)) {
      mistakes.throwIfAny(file);
    }
    reader.read(top, written);
    List<Section> clusters = reader.readAll(top, "clusters", Keys.CLUSTER);
    List<Section> policies = reader.readAll(top, "policies", Keys.POLICY);
    List<Section> holds = reader.readAll(top, "holds", Keys.HOLD);
    List<Section> targets = reader.readAll(top, "notify", Keys.NOTIFY);
    Section console = top.sections().get("console");
    List<Section> users = console == null ? List.of() : reader.readAll(console, "users", Keys.USER);
    List<Section> tokens =
        console == null ? List.of() : reader.readAll(console, "tokens", Keys.TOKEN);
    overriding.check(mistakes);

    Binding binding = new Binding(mistakes);
    SectionCheck check = new SectionCheck(binding, mistakes);
    List<String> names = clusters.stream().map(Section::name).toList();
    RulesFile bound = binding.bind(top, RulesFile.class);
    Rules rules =
        new Rules(
            check.clusters(clusters),
            check.policies(policies, names, now),
            check.holds(holds, policies, names),
            new NotifyCheck(binding, mistakes).of(targets, policies),
            new ConsoleCheck(binding, mistakes)
                .of(
                    bound.console(),
                    users,
                    console == null ? null : console.sections().get("oidc"),
                    tokens),
            bound.leaseTime(),
            bound.clockTolerance());
    mistakes.throwIfAny(edits.isEmpty() ? file : file + " with --as-if");
    return rules;
  }

  /** What stands at the top. Throws {@link RulesException} if there is no retention: in it. */
  private static Entry retention(Yaml yaml, @Nullable Node root, Mistakes mistakes) {
    Place whole = Place.file(yaml.file());
    String cure = "begin with retention: and write clusters: and policies: beneath it";
    if (root == null || Yaml.isBlank(root)) {
      throw RulesException.at(whole, "is empty", cure);
    }
    if (!(root instanceof MappingNode keys)) {
      throw RulesException.at(yaml.place(root), "is " + Yaml.kind(root) + ", not keys", cure);
    }
    List<Entry> entries = yaml.entries(keys);
    Entry retention =
        entries.stream()
            .filter(entry -> entry.key().equalsIgnoreCase(TOP))
            .findFirst()
            .orElseThrow(() -> RulesException.at(whole, "has no retention: at its top", cure));
    for (Entry entry : entries) {
      if (entry != retention) {
        mistakes.add(
            entry.place(),
            entry.key(),
            "is not a key of the rules",
            "what is meant for Spring Boot goes into config/application.yaml; rules stand beneath"
                + " retention:");
      }
    }
    return retention;
  }
}
