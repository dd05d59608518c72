package io.github.milvusretention.rules;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names what differs between two readings of the rules; never a value, which may be secret. */
final class RulesChange {
  private RulesChange() {}

  static String between(Rules before, Rules after) {
    List<String> changes = new ArrayList<>();
    named("cluster", before.clusters(), after.clusters(), changes);
    named("policy", before.policies(), after.policies(), changes);
    if (!before.leaseTime().equals(after.leaseTime())) {
      changes.add("lease-time");
    }
    if (!before.clockTolerance().equals(after.clockTolerance())) {
      changes.add("clock-tolerance");
    }
    return changes.isEmpty()
        ? "comments, order or layout changed"
        : "changed: " + String.join("; ", changes);
  }

  private static <T extends Record> void named(
      String kind, Map<String, T> before, Map<String, T> after, List<String> changes) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      T old = before.get(name);
      T current = after.get(name);
      if (old == null) {
        changes.add(kind + " " + name + " is new");
      } else if (current == null) {
        changes.add(kind + " " + name + " is gone");
      } else if (!old.equals(current)) {
        changes.add(kind + " " + name + ": " + String.join(", ", keys(old, current)));
      }
    }
  }

  private static List<String> keys(Record before, Record after) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      if (!Objects.equals(value(component, before), value(component, after))) {
        keys.add(key(component));
      }
    }
    return keys;
  }

  /** The name in the rules file of what a component holds. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static @Nullable Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a component of a public record is readable", e);
    }
  }
}
