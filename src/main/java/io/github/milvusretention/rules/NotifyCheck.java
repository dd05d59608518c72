package io.github.milvusretention.rules;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.RulesFile.NotifyKeys;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.values.Closest;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes targets of sections, and checks those that the policies name. */
record NotifyCheck(Binding binding, Mistakes mistakes) {
  private static final String KEY = "notify";
  private static final String NONE = "none";

  /** Without what has a mistake. */
  Notifications of(List<Section> sections, List<Section> policies) {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (Section section : sections) {
      target(section).ifPresent(target -> targets.put(section.name(), target));
    }
    List<String> names = sections.stream().map(Section::name).toList();
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (Section policy : policies) {
      List<Text> texts = policy.values().get(KEY);
      if (texts != null) {
        named.put(policy.name(), named(texts, names));
      }
    }
    sections.stream()
        .filter(section -> targets.containsKey(section.name()))
        .filter(section -> Objects.requireNonNull(targets.get(section.name())).heartbeat())
        .forEach(section -> checkHeartbeat(section, named));
    return new Notifications(targets, named);
  }

  private Optional<Target> target(Section section) {
    NotifyKeys keys = binding.bind(section, NotifyKeys.class);
    List<EventType> events =
        keys.events().stream()
            .flatMap(text -> mistakes.check(text, EventType::parse).stream())
            .toList();
    if (section.name().equals(NONE)) {
      refuse(section, NONE + " stands for no target", "give it another name");
    }
    if (keys.kind() == Target.Kind.HEARTBEAT && !events.isEmpty()) {
      mistakes.add(
          keys.events().get(0),
          "is for webhook and slack; a heartbeat is told of each run",
          "delete the line");
    }
    if (mistakes.on(section.path())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Target(
              section.name(),
              Objects.requireNonNull(keys.kind()),
              keys.url(),
              events.isEmpty() ? List.of(EventType.values()) : events,
              keys.allowLocal()));
    } catch (RuleException e) {
      mistakes.add(
          Objects.requireNonNull(section.values().get("url")).get(0), e.problem(), e.cure());
      return Optional.empty();
    }
  }

  /** The names of targets; none if it is to be no one. */
  private List<String> named(List<Text> texts, List<String> targets) {
    if (texts.size() > 1 && texts.stream().anyMatch(text -> text.value().equals(NONE))) {
      mistakes.add(texts.get(0), NONE + " stands for no target", "write it alone or leave it out");
      return List.of();
    }
    return texts.stream()
        .filter(text -> !text.value().equals(NONE))
        .flatMap(text -> mistakes.check(text, name -> known(name, targets)).stream())
        .distinct()
        .toList();
  }

  private static String known(String name, List<String> targets) {
    if (!targets.contains(name)) {
      throw new RuleException(
          SecretUrl.hiddenIn(name) + " is not a target of this file",
          Closest.didYouMean(name, targets, "the targets are " + String.join(", ", targets)));
    }
    return name;
  }

  private void checkHeartbeat(Section section, Map<String, List<String>> named) {
    List<String> users =
        named.entrySet().stream()
            .filter(policy -> policy.getValue().contains(section.name()))
            .map(Map.Entry::getKey)
            .toList();
    if (users.isEmpty()) {
      refuse(
          section,
          "is named by no policy",
          "write notify: [" + section.name() + "] in the one policy whose runs it is told of");
    } else if (users.size() > 1) {
      refuse(
          section,
          "is a heartbeat of "
              + String.join(" and ", users)
              + ", of which one would hide the silence of the other",
          "make a heartbeat for each policy");
    }
  }

  private void refuse(Section section, String problem, String cure) {
    mistakes.add(section.place(), section.path(), problem, cure);
  }
}
