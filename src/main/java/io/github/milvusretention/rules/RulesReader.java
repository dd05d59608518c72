package io.github.milvusretention.rules;

import io.github.milvusretention.rules.yaml.Mistake;
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
public final class RulesReader {
  private static final String TOP = "retention";
  private static final String CONSOLE = TOP + ".console";

  private RulesReader() {}

  /**
   * Rules whose console may have mistakes.
   *
   * @param rules whose console is without whoever has one
   * @param mistakes all of them beneath the key console; may be empty
   */
  public record Read(Rules rules, List<Mistake> mistakes) {}

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
   * @param edits values by {@link #path}, which are taken instead of those of file and variables
   */
  public static Rules read(
      String file,
      String text,
      Map<String, String> variables,
      Map<String, String> edits,
      Secrets secrets,
      Instant now) {
    Read read = readApart(file, text, variables, edits, secrets, now);
    if (!read.mistakes().isEmpty()) {
      throw RulesException.all(read.mistakes(), called(file, edits));
    }
    return read.rules();
  }

  /**
   * Where a key of a policy stands, for example {@code retention.policies.logs.keep}.
   *
   * @param key in any spelling that the file may have; one that is not known is left as it is
   */
  public static String path(String policy, String key) {
    return TOP + ".policies." + policy + "." + Keys.POLICY.find(key).orElse(key);
  }

  private static String called(String file, Map<String, String> edits) {
    return edits.isEmpty() ? file : file + " with --as-if";
  }

  /** The same, but for mistakes in the console alone, which are returned. */
  public static Read readApart(
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
    ValueReader values = new ValueReader(yaml, overriding, placeholders, mistakes, secrets);
    SectionReader reader = new SectionReader(yaml, values, mistakes);

    Entry retention = retention(yaml, yaml.read(text), mistakes);
    Section top = new Section(TOP, TOP, retention.place(), Keys.TOP);
    String cure = "write clusters: and policies: beneath it";
    List<Entry> written = reader.beneath(retention, TOP, cure);
    if (mistakes.on(TOP)) {
      mistakes.throwIfAny(file);
    }
    reader.read(top, written);
    overriding.check(mistakes);
    Rules rules = rules(top, mistakes, now);
    List<Mistake> ofConsole = mistakes.beneath(CONSOLE);
    mistakes.throwIfAnyBut(ofConsole, called(file, edits));
    return new Read(rules, ofConsole);
  }

  /** Without what has a mistake. */
  private static Rules rules(Section top, Mistakes mistakes, Instant now) {
    Binding binding = new Binding(mistakes);
    Sections sections = new Sections(binding, mistakes);
    SectionCheck check = new SectionCheck(sections, mistakes);
    RulesFile keys = binding.bind(top, RulesFile.class);
    List<String> clusters = Section.names(top.named("clusters"));
    List<Section> policies = top.named("policies");
    return new Rules(
        check.clusters(top.named("clusters")),
        check.policies(policies, clusters, now),
        check.holds(top.named("holds"), Section.names(policies), clusters),
        new NotifyCheck(sections, mistakes).of(top.named("notify"), policies),
        new ConsoleCheck(sections).of(keys.console(), top.sections().get("console")),
        keys.leaseTime(),
        keys.clockTolerance());
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
