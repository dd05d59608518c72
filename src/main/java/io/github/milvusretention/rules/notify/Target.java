package io.github.milvusretention.rules.notify;

import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.values.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, and how.
 *
 * @param url null where the rules were read without secrets: nothing can be sent to it from here
 * @param events what it is told of; a heartbeat is told of each run instead
 * @param allowLocal whether it may be on this machine or its own link
 */
public record Target(
    String name, Kind kind, @Nullable SecretUrl url, List<EventType> events, boolean allowLocal) {
  /** What is sent to it. */
  public enum Kind {
    /** A CloudEvent in structured mode. */
    WEBHOOK,
    /** {@code {"text": …}}, which Mattermost and Discord take as well. */
    SLACK,
    /** The protocol of healthchecks.io: start, success, and exit codes. */
    HEARTBEAT;

    /** Throws {@link RuleException} for any other text. */
    public static Kind parse(String text) {
      return Choice.find(Kind.class, text)
          .orElseThrow(
              () ->
                  new RuleException(
                      Choice.shown(text) + " is not a kind of target",
                      "write webhook, slack or heartbeat"));
    }
  }

  /** Throws {@link RuleException} for an address that is local and not allowed to be. */
  public Target {
    events = List.copyOf(events);
    RuleException.check(
        allowLocal || url == null || !url.local(),
        "url",
        "leads to this machine or its own link",
        "write another address, or allow-local: true if that is meant");
  }

  /** Whether it is to be told of such an event by itself. */
  public boolean wants(EventType type) {
    return !heartbeat() && events.contains(type);
  }

  public boolean heartbeat() {
    return kind == Kind.HEARTBEAT;
  }
}
