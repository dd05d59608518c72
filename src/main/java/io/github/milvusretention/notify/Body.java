package io.github.milvusretention.notify;

import io.github.milvusretention.notify.Outbox.Message;
import io.github.milvusretention.rules.notify.Target;
import io.github.milvusretention.text.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is posted for one message.
 *
 * @param path appended to the path of the target's address; may be empty
 */
record Body(String path, String mediaType, String text) {
  /** Beneath what Discord takes, the shortest of all. */
  private static final int LONGEST = 1500;

  private static final String TYPE = "io.github.milvusretention.";

  /** A heartbeat's start, which is sent at once and not kept. */
  static final Body START = new Body("/start", "text/plain", "");

  /**
   * @param source tells the events of this repository from those of others
   */
  static Body of(Message message, Target.Kind kind, String source) {
    JsonNode content = JsonMapper.shared().readTree(message.content());
    return switch (kind) {
      case WEBHOOK -> webhook(message, content, source);
      case SLACK -> slack(content);
      case HEARTBEAT -> heartbeat(content);
    };
  }

  /** A CloudEvent 1.0 in structured mode. A receiver knows doubles by source and id. */
  private static Body webhook(Message message, JsonNode content, String source) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", message.eventId());
    event.put("source", source);
    event.put("type", TYPE + message.type());
    if (!message.policy().isEmpty()) {
      event.put("subject", message.policy());
    }
    event.put("time", message.created().toString());
    event.put("datacontenttype", "application/json");
    event.put("data", content);
    // Within JSON an escape means the same text.
    return new Body(
        "",
        "application/cloudevents+json",
        Visible.lines(JsonMapper.shared().writeValueAsString(event)));
  }

  /** In a block of code, so that no name is read as a format, a link or a mention of everybody. */
  private static Body slack(JsonNode content) {
    String details = Notice.shortened(text(content, "message"), LONGEST);
    String text =
        escaped(text(content, "headline"))
            + (details.isEmpty() ? "" : "\n```\n" + escaped(details) + "\n```");
    return new Body(
        "", "application/json", JsonMapper.shared().writeValueAsString(Map.of("text", text)));
  }

  private static String escaped(String text) {
    return text.replace('`', '\'').replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Body heartbeat(JsonNode content) {
    int exit = content.path("exitCode").asInt(1);
    String details = text(content, "message");
    return new Body(
        exit == 0 ? "" : "/" + exit,
        "text/plain",
        text(content, "headline") + (details.isEmpty() ? "" : "\n" + details));
  }

  private static String text(JsonNode content, String key) {
    return content.path(key).asString("");
  }
}
