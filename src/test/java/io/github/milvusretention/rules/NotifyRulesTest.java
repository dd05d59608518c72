package io.github.milvusretention.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.rules.notify.EventType;
import io.github.milvusretention.rules.notify.Notifications;
import io.github.milvusretention.rules.notify.SecretUrl;
import io.github.milvusretention.rules.notify.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of what. */
class NotifyRulesTest {
  private static final String SECRET = "s3cr3tPath";
  private static final String URL = "https://chat.example.org/hooks/" + SECRET;

  private static final String TWO =
      """
      retention:
        clusters:
          prod: {uri: "http://localhost:19530"}
        notify:
          chat: {kind: slack, url: "%1$s"}
          pager: {kind: webhook, url: "%1$s/2", events: [refused, overdue]}
          alive: {kind: heartbeat, url: "%1$s/3"}
        policies:
          docs: {cluster: prod, collections: [docs], partitions: ["uuuu"], keep: P3M, notify: [alive, pager]}
          logs: {cluster: prod, collections: [logs], partitions: ["uuuu"], keep: P3M}
          test: {cluster: prod, collections: [test], partitions: ["uuuu"], keep: P3M, notify: none}
      """
          .formatted(URL);

  private static WrittenRules chat(String lines) {
    return WrittenRules.topWith("notify:\n    chat:\n      " + lines.replace("@", "\n      "));
  }

  private static List<String> names(Notifications all, String policy) {
    return all.of(policy).stream().map(Target::name).toList();
  }

  @Test
  void without_targets_nobody_is_told() {
    assertThat(WrittenRules.sound().read().notifications().of("quick-setup")).isEmpty();
  }

  @Test
  void a_policy_tells_all_but_heartbeats_unless_it_names_its_targets() {
    Notifications all = WrittenRules.yaml(TWO).read().notifications();

    assertThat(names(all, "docs")).containsExactly("alive", "pager");
    assertThat(names(all, "logs")).containsExactly("chat", "pager");
    assertThat(names(all, "test")).isEmpty();
  }

  @Test
  void a_target_is_told_everything_unless_it_names_events() {
    Notifications all = WrittenRules.yaml(TWO).read().notifications();
    List<Target> targets = all.of("logs");

    assertThat(targets.get(0).events()).containsExactly(EventType.values());
    assertThat(targets.get(1).events()).containsExactly(EventType.REFUSED, EventType.OVERDUE);
  }

  @Test
  void a_variable_sets_the_url() {
    Rules rules = chat("kind: slack").variable("RETENTION_NOTIFY_CHAT_URL", URL).read();

    assertThat(rules.notifications().of("quick-setup").get(0).url())
        .extracting(SecretUrl::uri)
        .hasToString(URL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: https://h.example/S3CRET | what stands there is not a kind of target; write webhook, slack or heartbeat",
        "kind: mail | \"mail\" is not a kind of target; write webhook, slack or heartbeat",
        "kind: slack@events: [refusd] | \"refusd\" is not an event; did you mean refused?",
        "kind: slack@events: [sunset] | write some of finished, partial, failed, refused, overdue,",
        "kind: heartbeat | is named by no policy; write notify: [chat] in the one policy",
        "kind: heartbeat@events: [refused] | is for webhook and slack; a heartbeat is told of each run",
        "kind: slack@allow-local: yes | \"yes\" is neither true nor false",
        "kind: slack@colour: red | colour: is not a known key",
      })
  void each_mistake_is_told_with_its_cure(String lines, String message) {
    assertThat(chat(lines + "@url: " + URL).refusedAnywhere())
        .anySatisfy(line -> assertThat(line).contains(message))
        .noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void kind_and_url_are_required() {
    assertThat(chat("events: [refused]").refusedAnywhere())
        .containsExactly(
            "retention.notify.chat.kind: is missing; write kind: slack",
            "retention.notify.chat.url: is missing; write url: ${CHAT_URL}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.org/" + SECRET,
        "ftp://chat.example.org/" + SECRET,
        "https://user:" + SECRET + "@chat.example.org/",
        "https://chat.example.org/#" + SECRET,
        "https://chat example.org/" + SECRET,
        "https:///" + SECRET,
      })
  void an_address_that_is_none_is_refused_and_not_shown(String url) {
    assertThat(chat("kind: slack").variable("RETENTION_NOTIFY_CHAT_URL", url).refusedOnce())
        .contains("retention.notify.chat.url = ***: ")
        .endsWith("write it as https://host/path")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "a.localhost",
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "169.254.169.254",
        "2130706433"
      })
  void an_address_of_this_machine_or_its_link_must_be_allowed(String host) {
    String url = "url: \"http://" + host + "/x\"";

    assertThat(chat("kind: slack@" + url).refusedOnce())
        .startsWith("retention.notify.chat.url = ***: leads to this machine or its own link")
        .contains("allow-local: true");
    assertThat(chat("kind: slack@allow-local: true@" + url).read().notifications().targets())
        .hasSize(1);
  }

  @Test
  void a_heartbeat_is_for_one_policy() {
    assertThat(WrittenRules.yaml(TWO.replace("notify: none", "notify: alive")).refusedAnywhere())
        .containsExactly(
            "retention.notify.alive: is a heartbeat of docs and test, of which one would hide the"
                + " silence of the other; make a heartbeat for each policy");
  }

  @ParameterizedTest
  @CsvSource({
    "notify: chatt, \"\"\"chatt\"\" is not a target of this file; did you mean chat?\"",
    "'notify: [none, chat]', none stands for no target; write it alone or leave it out",
  })
  void a_policy_names_targets_of_the_file(String line, String message) {
    assertThat(WrittenRules.yaml(TWO.replace("notify: none", line)).refusedOnce())
        .startsWith("retention.policies.test.notify")
        .contains(message.replace("\"\"", "\"").replaceAll("^\"|\"$", ""));
  }

  @Test
  void a_target_is_not_called_none() {
    assertThat(
            WrittenRules.topWith("notify:\n    none: {kind: slack, url: \"" + URL + "\"}")
                .refusedOnce())
        .isEqualTo("retention.notify.none: none stands for no target; give it another name");
  }

  @Test
  void nothing_shows_the_url() {
    assertThat(WrittenRules.yaml(TWO).read().toString()).doesNotContain(SECRET).contains("***");
  }
}
