package io.github.milvusretention.rules;

import io.github.milvusretention.rules.values.Closest;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Place;
import io.github.milvusretention.rules.yaml.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Environment variables that override single values of the file, under the names that Spring Boot
 * reads. Those that look as if they did and do not are reported.
 */
final class Variables {
  /** What the program reads beside the rules, by its letters. */
  private static final Map<String, String> OTHERS =
      Map.of("RETENTIONDATADIR", "RETENTION_DATA_DIR");

  /** Ours, by the look of it; a dot or a dash may stand for the _. */
  private static final Pattern OURS = Pattern.compile("RETENTION[_.-].+");

  /** What Kubernetes sets in every pod beside a service that is called retention. */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile("RETENTION(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_[0-9]+_\\w+)?)");

  private static final Place AS_IF = Place.file("--as-if");

  private final Map<String, String> edits;
  private final Set<String> made = new HashSet<>();
  private final ConfigurationPropertySource source;
  private final List<String> names;

  /** Each variable that was read, with the keys it was read for. */
  private final Map<String, Set<String>> read = new HashMap<>();

  /** The spelling without dashes of everything that could be set, by its letters and digits. */
  private final Map<String, String> possible = new TreeMap<>();

  /**
   * @param edits what is to be taken instead of what file and variables say, by path; see {@link
   *     RulesReader#path}
   */
  Variables(SystemEnvironmentPropertySource variables, Map<String, String> edits) {
    this.edits = Map.copyOf(edits);
    source = Objects.requireNonNull(ConfigurationPropertySource.from(variables));
    names = List.of(variables.getPropertyNames());
  }

  /**
   * What an edit or variables set for this key, taken literally: nothing, one text, or a list by
   * places.
   */
  List<Text> find(String key, boolean list) {
    // Asked for in any case: a variable that is overridden still counts as one that is read.
    List<Text> set = set(key, list);
    String edit = edits.get(key);
    if (edit == null) {
      return set;
    }
    made.add(key);
    return List.of(Text.of(key, edit, AS_IF));
  }

  private List<Text> set(String key, boolean list) {
    possible.put(letters(key), upper(key.replaceAll("[^A-Za-z0-9.]", "")).replace('.', '_'));
    List<Text> whole = text(key, key).stream().toList();
    return !whole.isEmpty() || !list
        ? whole
        : IntStream.iterate(0, place -> place + 1)
            .mapToObj(place -> text(key, key + "[" + place + "]"))
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .toList();
  }

  private Optional<Text> text(String key, String at) {
    ConfigurationProperty property =
        source.getConfigurationProperty(ConfigurationPropertyName.adapt(at, '.'));
    if (property == null || !(property.getOrigin() instanceof PropertySourceOrigin origin)) {
      return Optional.empty();
    }
    String variable = origin.getPropertyName();
    read.computeIfAbsent(upper(variable), v -> new TreeSet<>()).add(key);
    return Optional.of(Text.of(at, String.valueOf(property.getValue()), Place.variable(variable)));
  }

  /** To be asked once everything that could be set has been looked for. */
  void check(Mistakes mistakes) {
    edits.keySet().stream()
        .filter(path -> !made.contains(path))
        .map(path -> path.substring(path.lastIndexOf('.') + 1))
        .distinct()
        .forEach(key -> mistakes.add(AS_IF, key, "is not a known key", Keys.POLICY.cure(key)));
    for (String variable : names) {
      Set<String> keys = read.getOrDefault(upper(variable), Set.of());
      if (keys.isEmpty() && isOurs(upper(variable))) {
        mistakes.add(Place.variable(variable), "", "sets nothing", cure(variable));
      } else if (keys.size() > 1) {
        mistakes.add(
            Place.variable(variable),
            "",
            "sets " + String.join(" and ", keys),
            "write it with no _ within the name and none within the key");
      }
    }
  }

  private static boolean isOurs(String variable) {
    return letters(variable).matches("RETENTION(POLIC|CLUSTER).*")
        || (OURS.matcher(variable).matches()
            && !OTHERS.containsValue(variable)
            && !OF_A_SERVICE.matcher(variable).matches());
  }

  private String cure(String variable) {
    String letters = letters(variable);
    possible.putAll(OTHERS);
    if (possible.containsKey(letters)) {
      return "write " + possible.get(letters) + ", once";
    }
    String known = possible.get(letters.replaceAll("[0-9]+$", ""));
    if (known != null) {
      return "write %1$s_0, %1$s_1 and so on without a gap, or %1$s alone".formatted(known);
    }
    return Closest.to(letters, possible.keySet())
        .map(closest -> "did you mean " + possible.get(closest) + "?")
        .orElse(
            letters.matches("RETENTION(POLIC|CLUSTER).*")
                ? "name a policy or cluster of the file: RETENTION_POLICIES_NAME_KEY or"
                    + " RETENTION_CLUSTERS_NAME_KEY, the name and the key without - and _"
                : "the variables are RETENTION_CLUSTERS_NAME_KEY, RETENTION_POLICIES_NAME_KEY,"
                    + " RETENTION_HOLDS_NAME_KEY, RETENTION_NOTIFY_NAME_KEY,"
                    + " RETENTION_CONSOLE_USERS_NAME_KEY, RETENTION_CONSOLE_OIDC_KEY,"
                    + " RETENTION_CONSOLE_TOKENS_NAME_KEY, RETENTION_CONSOLE_READONLY,"
                    + " RETENTION_LEASETIME, RETENTION_CLOCKTOLERANCE and RETENTION_DATA_DIR;"
                    + " --config names the rules file");
  }

  private static String letters(String name) {
    return upper(Keys.uniform(name));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
