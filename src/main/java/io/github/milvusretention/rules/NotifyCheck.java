package io.github.milvusretention.rules;

import io.github.milvusretention.rules.RulesFile.NotifyKeys;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.rules.values.Choice;
import io.github.milvusretention.rules.yaml.Mistakes;
import io.github.milvusretention.rules.yaml.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes targets of sections, and checks those that the policies name. */
record NotifyCheck(Sections sections, Mistakes mistakes) {
  private static final String NONE = "none";

  /** Without what has a mistake. */
  Notifications of(List<Section> targets, List<Section> policies) {
    Map<String, Target> made =
        sections.all(targets, NotifyKeys.class, this::check, NotifyCheck::target);
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (Section policy : policies) {
      List<Text> texts = policy.values().get("notify");
      if (texts != null) {
        named.put(policy.name(), named(texts, Section.names(targets)));
      }
    }
    for (Section section : targets) {
      Target target = made.get(section.name());
      if (target != null && target.heartbeat()) {
        checkHeartbeat(section, named);
      }
    }
    return new Notifications(made, named);
  }

  private void check(Section section, NotifyKeys keys) {
    if (section.name().equals(NONE)) {
      sections.refuse(section, null, NONE + " stands for no target", "give it another name");
    }
    if (keys.kind() == Target.Kind.HEARTBEAT && !keys.events().isEmpty()) {
      String problem = "is for webhook and slack; a heartbeat is told of each run";
      sections.refuse(section, "events", problem, "delete the line");
    }
  }

  private static Target target(String name, NotifyKeys keys) {
    return new Target(
        name,
        Objects.requireNonNull(keys.kind()),
        keys.url(),
        keys.events().isEmpty() ? List.of(EventType.values()) : keys.events(),
        keys.allowLocal());
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
    return Sections.known(name, Choice.shown(name), "target", targets);
  }

  /** It is told of the runs of one policy, or the silence of another could not be heard. */
  private void checkHeartbeat(Section section, Map<String, List<String>> named) {
    List<String> users =
        named.keySet().stream()
            .filter(policy -> named.getOrDefault(policy, List.of()).contains(section.name()))
            .toList();
    if (users.isEmpty()) {
      sections.refuse(
          section,
          null,
          "is named by no policy",
          "write notify: [" + section.name() + "] in the one policy whose runs it is told of");
    } else if (users.size() > 1) {
      sections.refuse(
          section,
          null,
          "is a heartbeat of "
              + String.join(" and ", users)
              + ", of which one would hide the silence of the other",
          "make a heartbeat for each policy");
    }
  }
}
