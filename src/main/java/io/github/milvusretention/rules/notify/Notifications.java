package io.github.milvusretention.rules.notify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which targets are told of which policy.
 *
 * @param targets by name, in the order of the file
 * @param named for each policy that names its targets their names, each of which is there; empty
 *     for none
 */
public record Notifications(Map<String, Target> targets, Map<String, List<String>> named) {
  public static final Notifications NOBODY = new Notifications(Map.of(), Map.of());

  public Notifications {
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    named = Map.copyOf(named);
  }

  /** Those that the policy names; if it names none, all but heartbeats. */
  public List<Target> of(String policy) {
    List<String> names = named.get(policy);
    return names == null
        ? targets.values().stream().filter(target -> !target.heartbeat()).toList()
        : names.stream().map(name -> Objects.requireNonNull(targets.get(name))).toList();
  }

  /** Those that are to be told of such an event, if it is about that policy. */
  public List<Target> wanting(String policy, EventType type) {
    return of(policy).stream().filter(target -> target.wants(type)).toList();
  }
}
