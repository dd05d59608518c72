package io.github.milvusretention.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.notify.Outbox.Message;
import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Target.Kind;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same message for each kind of target. */
class BodyTest {
  private static Body body(Kind kind, String policy, String details, int exit) {
    Notice notice =
        new Notice(
            EventType.REFUSED, policy, null, "docs: refused", details, Map.of("exitCode", exit));
    return Body.of(
        new Message(
            7,
            "5e0c",
            "chat",
            EventType.REFUSED,
            policy,
            notice.content(),
            Instant.parse("2026-11-24T10:00:00Z"),
            2),
        kind,
        "urn:uuid:1");
  }

  private static JsonNode json(Body body) {
    return JsonMapper.shared().readTree(body.text());
  }

  private static String slack(String details) {
    return json(body(Kind.SLACK, "docs", details, 4)).get("text").stringValue();
  }

  @Test
  void aWebhookGetsACloudEvent() {
    Body body = body(Kind.WEBHOOK, "docs", "guard x", 4);

    assertThat(body.mediaType()).isEqualTo("application/cloudevents+json");
    assertThat(json(body))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"specversion":"1.0","id":"5e0c","source":"urn:uuid:1",
                     "type":"io.github.milvusretention.refused","subject":"docs",
                     "time":"2026-11-24T10:00:00Z","datacontenttype":"application/json",
                     "data":{"policy":"docs","headline":"docs: refused","message":"guard x",
                       "exitCode":4}}
                    """));
    assertThat(json(body(Kind.WEBHOOK, "", "", 4)).has("subject"))
        .as("an empty one is not allowed")
        .isFalse();
  }

  @Test
  void aChatGetsTextInWhichNothingIsAFormatAMentionOrALink() {
    assertThat(slack("a <!channel> & ```b``` <http://x|y>"))
        .isEqualTo("docs: refused\n```\na &lt;!channel&gt; &amp; '''b''' &lt;http://x|y&gt;\n```");
    assertThat(slack("")).isEqualTo("docs: refused");
  }

  @Test
  void aLongTextIsCutInItsMiddleSinceTheCommandStandsAtItsEnd() {
    String text = slack("x".repeat(9000) + " rerun 1 --accept sha256:0");

    assertThat(text).hasSizeLessThan(2000).contains("…").endsWith("--accept sha256:0\n```");
  }

  @Test
  void whatIsNotSeenIsShownEscaped() {
    assertThat(slack("a\u202eb\u0007")).contains("a\\u202eb\\u0007");
    assertThat(json(body(Kind.WEBHOOK, "docs", "a\u202eb", 4)).at("/data/message").stringValue())
        .isEqualTo("a\\u202eb");
    assertThat(body(Kind.HEARTBEAT, "docs", "a\u202eb", 4).text()).contains("a\\u202eb");
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, /1", "3, /3", "4, /4", "6, /6"})
  void aHeartbeatGetsTheExitCode(int exit, String path) {
    assertThat(body(Kind.HEARTBEAT, "docs", "guard x", exit))
        .isEqualTo(new Body(path, "text/plain", "docs: refused\nguard x"));
  }
}
