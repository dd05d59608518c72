package io.github.milvusretention.rules.process;

import io.github.milvusretention.policy.settings.Caution;
import io.github.milvusretention.policy.settings.Limits;
import io.github.milvusretention.policy.settings.Names;
import io.github.milvusretention.policy.settings.Pace;
import io.github.milvusretention.policy.settings.Scope;
import io.github.milvusretention.policy.settings.Timetable;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.console.ConsoleRules;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names what differs between two readings of the rules; never a value, which may be secret. */
final class RulesChange {
  /** Records that hold several keys of a policy. */
  private static final Set<Class<?>> GROUPS =
      Set.of(Scope.class, Names.class, Limits.class, Timetable.class, Pace.class, Caution.class);

  static final String NOT_SET = "null";
  private static final String LAYOUT = "comments, order or layout changed";

  private RulesChange() {}

  static String between(Rules before, Rules after) {
    List<String> changes = new ArrayList<>();
    named("cluster", before.clusters(), after.clusters(), changes);
    named("policy", before.policies(), after.policies(), changes);
    named("hold", before.holds(), after.holds(), changes);
    named("notify", before.notifications().targets(), after.notifications().targets(), changes);
    notify(before, after, changes);
    console(before.console(), after.console(), changes);
    times(before, after, changes);
    return changes.isEmpty() ? LAYOUT : told(changes);
  }

  /** The same with no other names than those of policies, which the metrics have as well. */
  static String forEverybody(Rules before, Rules after) {
    List<String> changes = new ArrayList<>();
    any("clusters", before.clusters(), after.clusters(), changes);
    named("policy", before.policies(), after.policies(), changes);
    any("holds", before.holds(), after.holds(), changes);
    any("notify", before.notifications().targets(), after.notifications().targets(), changes);
    notify(before, after, changes);
    any("console", before.console(), after.console(), changes);
    times(before, after, changes);
    return changes.isEmpty() ? LAYOUT : told(changes);
  }

  private static void any(String key, Object before, Object after, List<String> changes) {
    if (!before.equals(after)) {
      changes.add(key);
    }
  }

  private static void notify(Rules before, Rules after, List<String> changes) {
    before.policies().keySet().stream()
        .filter(after.policies()::containsKey)
        .filter(name -> !named(before, name).equals(named(after, name)))
        .forEach(name -> changes.add("policy " + name + ": notify"));
  }

  private static void times(Rules before, Rules after, List<String> changes) {
    any("lease-time", before.leaseTime(), after.leaseTime(), changes);
    any("clock-tolerance", before.clockTolerance(), after.clockTolerance(), changes);
  }

  /** Empty if they are the same. */
  static Optional<String> between(ConsoleRules before, ConsoleRules after) {
    List<String> changes = new ArrayList<>();
    console(before, after, changes);
    return changes.isEmpty() ? Optional.empty() : Optional.of(told(changes));
  }

  private static void console(ConsoleRules before, ConsoleRules after, List<String> changes) {
    List<String> found = new ArrayList<>();
    named("user", before.users(), after.users(), found);
    one("oidc", before.oidc(), after.oidc(), found);
    named("token", before.tokens(), after.tokens(), found);
    if (before.readOnly() != after.readOnly()) {
      found.add("read-only");
    }
    if (found.isEmpty() && !before.equals(after)) {
      found.add("console");
    }
    changes.addAll(found);
  }

  private static String told(List<String> changes) {
    return "changed: " + String.join("; ", changes);
  }

  /** The targets that a policy names; of one that names none, that it does so. */
  private static List<String> named(Rules rules, String policy) {
    return rules.notifications().named().getOrDefault(policy, List.of("all"));
  }

  private static <T extends Record> void named(
      String kind, Map<String, T> before, Map<String, T> after, List<String> changes) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      one(kind + " " + name, before.get(name), after.get(name), changes);
    }
  }

  private static void one(
      String what, @Nullable Record old, @Nullable Record current, List<String> changes) {
    if (old == null && current != null) {
      changes.add(what + " is new");
    } else if (old != null && current == null) {
      changes.add(what + " is gone");
    } else if (old != null && current != null && !old.equals(current)) {
      changes.add(what + ": " + String.join(", ", keys(old, current)));
    }
  }

  private static List<String> keys(Record before, Record after) {
    Map<String, Object> old = values(before);
    Map<String, Object> current = values(after);
    return old.keySet().stream()
        .filter(key -> !Objects.equals(old.get(key), current.get(key)))
        .toList();
  }

  /** What is set by each key of the rules file, in the order of the record. */
  static Map<String, Object> values(Record of) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : of.getClass().getRecordComponents()) {
      Object value = value(component, of);
      if (GROUPS.contains(component.getType())) {
        values.putAll(values((Record) value));
      } else {
        values.put(key(component), value);
      }
    }
    return values;
  }

  /** The name in the rules file of what a component holds. */
  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      Object value = component.getAccessor().invoke(of);
      return value == null ? NOT_SET : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component of a public record is readable", e);
    }
  }
}
