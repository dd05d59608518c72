package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.notify.Receiver;
import io.github.milvusretention.notify.Receiver.Post;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A webhook, a chat and a heartbeat, all at one receiver. */
record Audience(Receiver receiver) {
  /** In the address of each. */
  static final String SECRET = "T0B0s3cr3t";

  /**
   * @param line of the policy, added to it
   */
  String rules(String line) {
    return Installation.RULES
        + "      notify: [hook, chat, alive]\n"
        + (line.isEmpty() ? "" : "      " + line + "\n")
        + """
            notify:
              hook:
                kind: webhook
                url: %1$s
                allow-local: true
              chat:
                kind: slack
                url: %2$s
                events: [finished, partial, failed, refused, re-created, rules-changed]
                allow-local: true
              alive:
                kind: heartbeat
                url: %3$s
                allow-local: true
          """
            .formatted(
                receiver.url("hook/" + SECRET),
                receiver.url("chat/" + SECRET),
                receiver.url("alive/" + SECRET));
  }

  List<String> types() {
    return receiver.posts("hook").stream()
        .map(post -> post.json().get("type").stringValue())
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .toList();
  }

  /** The data of the only event of that type. */
  JsonNode data(String type) {
    return event(type).get("data");
  }

  JsonNode event(String type) {
    List<Post> found =
        receiver.posts("hook").stream()
            .filter(post -> post.json().get("type").stringValue().endsWith("." + type))
            .toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0).json();
  }

  List<String> heartbeats() {
    return receiver.posts("alive").stream()
        .map(post -> post.path().substring(("/alive/" + SECRET).length()))
        .toList();
  }
}
