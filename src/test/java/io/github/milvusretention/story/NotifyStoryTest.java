package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.notify.Receiver;
import io.github.milvusretention.notify.Receiver.Post;
import io.github.milvusretention.run.CrashPoint;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What people are told, by a real receiver, and that telling them changes nothing else. */
@OneDatabase
class NotifyStoryTest {
  private static final String DB = "default";
  private static final String SECRET = "T0B0s3cr3t";

  private final Sandbox sandbox =
      Sandbox.builder().token(Installation.TOKEN).seed(States::quickSetup).start();
  private final Receiver receiver = Receiver.start();
  private final Path directory;
  private final Installation here;

  NotifyStoryTest(Databases database, @TempDir Path directory) {
    this.directory = directory;
    here = new Installation(database, directory, sandbox);
    here.rules(rules(""));
  }

  @AfterEach
  void stop() {
    receiver.close();
    sandbox.close();
  }

  /**
   * @param line of the policy, added to it
   */
  private String rules(String line) {
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

  private List<String> types() {
    return receiver.posts("hook").stream()
        .map(post -> post.json().get("type").stringValue())
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .toList();
  }

  /** The data of the only event of that type. */
  private JsonNode data(String type) {
    return event(type).get("data");
  }

  private JsonNode event(String type) {
    List<Post> found =
        receiver.posts("hook").stream()
            .filter(post -> post.json().get("type").stringValue().endsWith("." + type))
            .toList();
    assertThat(found).as(type).hasSize(1);
    return found.get(0).json();
  }

  private List<String> heartbeats() {
    return receiver.posts("alive").stream()
        .map(post -> post.path().substring(("/alive/" + SECRET).length()))
        .toList();
  }

  private int run(String command) {
    return here.run(command).exit();
  }

  @Test
  void aRunThatDropsIsToldToAllAndOneThatDoesNothingToHeartbeatsAlone() {
    assertThat(run("run")).isZero();

    JsonNode event = event("finished");
    assertThat(event.get("subject").stringValue()).isEqualTo("quick-setup");
    assertThat(event.get("time").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
    JsonNode data = event.get("data");
    assertThat(data.get("asOf").stringValue()).isEqualTo("2026-11-24");
    assertThat(data.get("executionId").asInt()).isEqualTo(1);
    assertThat(data.get("dropped").asInt()).isEqualTo(7);
    assertThat(receiver.posts("chat"))
        .singleElement()
        .extracting(Post::text)
        .isEqualTo(
            "quick-setup as of 2026-11-24: finished; 7 dropped, 0 absent, 0 skipped, 0 failed");
    assertThat(heartbeats()).containsExactly("/start", "");

    receiver.forget();
    assertThat(run("run")).as("already done").isZero();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run")).as("nothing is due").isZero();
    assertThat(heartbeats()).containsExactly("", "/start", "");
    assertThat(receiver.posts("chat")).isEmpty();
    assertThat(types()).isEmpty();
  }

  @Test
  void beforeAnythingElseGoesItIsToldOnceAWeek() {
    assertThat(run("run")).isZero();

    JsonNode data = data("upcoming");
    assertThat(data.get("count").asInt()).isEqualTo(1);
    assertThat(data.get("headline").stringValue())
        .isEqualTo("quick-setup: partitions that go in the next 7 days: 1");
    assertThat(data.at("/nights/0/partitions/0").stringValue())
        .isEqualTo("default.quick_setup/august");
    assertThat(data.at("/nights/0/at").stringValue()).startsWith("2026-12-01T00:00");
    assertThat(data.get("message").stringValue()).contains("default.quick_setup/august");

    receiver.forget();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run")).isZero();
    assertThat(types()).as("the same week").isEmpty();
    here.itIs("2026-11-30T10:00:00Z");
    assertThat(run("run")).isZero();
    assertThat(types()).as("a Monday").containsExactly("upcoming");
  }

  @Test
  void aRefusalIsToldOnceADayWithItsFiguresAndTheWholeCommandThatAcceptsIt() {
    here.rules(rules("max-drops: 3"));
    assertThat(run("run")).isEqualTo(4);

    JsonNode data = data("refused");
    assertThat(data.at("/refusedBy/0/guard").stringValue()).isEqualTo("max-drops");
    assertThat(data.at("/refusedBy/0/limit").stringValue()).isEqualTo("3");
    assertThat(data.at("/refusedBy/0/figure").stringValue()).isEqualTo("7");
    assertThat(data.get("exitCode").asInt()).isEqualTo(4);
    String accept = data.get("accept").stringValue();
    assertThat(receiver.posts("chat").get(0).text())
        .contains("refused by a guard", "max-drops", accept);

    assertThat(run("run")).as("the next firing of the day").isEqualTo(4);
    assertThat(types()).containsExactly("refused");
    assertThat(heartbeats()).as("each time").containsExactly("/start", "/4", "/start", "/4");

    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run")).isEqualTo(4);
    assertThat(types()).as("once a day").containsExactly("refused", "refused");

    String newest =
        receiver.posts("hook").get(1).json().at("/data/accept").stringValue();
    Matcher command = Pattern.compile("rerun .*").matcher(newest);
    assertThat(command.find()).isTrue();
    assertThat(newest).startsWith("milvus-retention --config ");
    assertThat(run(command.group())).as("the command works").isZero();
    assertThat(types()).endsWith("finished", "upcoming");

    sandbox.createPartitions(DB, "quick_setup", "january_2");
    here.rules(rules("max-drops: 1").replace("\"MMMM\"", "\"MMMM\", \"MMMM'_2'\""));
    sandbox.createPartitions(DB, "quick_setup", "february_2", "march_2");
    receiver.forget();
    assertThat(run("run --again")).isEqualTo(4);
    assertThat(types()).as("another refusal on the same day").contains("refused");
  }

  @Test
  void aRunThatLeavesSomethingIsToldAndItsExitCodePassedOn() {
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.loaded());

    assertThat(run("run")).isEqualTo(3);

    assertThat(data("partial").get("failed").asInt()).isEqualTo(1);
    assertThat(receiver.posts("chat").get(0).text()).contains("some partitions are left");
    assertThat(heartbeats()).containsExactly("/start", "/3");
    sandbox.heal();
    assertThat(run("rerun")).isZero();
    assertThat(heartbeats()).endsWith("/start", "");
  }

  @Test
  void anUnreachableClusterIsTold() {
    here.variable("MILVUS_URI", "http://127.0.0.1:1");

    assertThat(run("run")).isEqualTo(6);

    assertThat(data("failed").get("exitCode").asInt()).isEqualTo(6);
    assertThat(heartbeats()).containsExactly("/start", "/6");
  }

  @Test
  void noReceiverChangesAnExitCodeAndTheNextProcessDeliversWithTheSameContent() {
    receiver.answers(500);
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).isZero();
    assertThat(ran.only().get("dropped").asInt()).isEqualTo(7);
    assertThat(ran.err())
        .contains(
            "target chat could not be told of finished quick-setup: HTTP status 500; it is tried"
                + " again for three days");
    JsonNode first = event("finished");

    receiver.answers(200).forget();
    here.restart();
    here.itIs("2026-11-24T12:00:00Z");
    assertThat(run("run")).as("already done").isZero();

    assertThat(event("finished")).isEqualTo(first);
    assertThat(receiver.posts("chat")).hasSize(1);
  }

  @Test
  void whatAKilledProcessDidIsToldByTheNext() {
    assertThat(run("runs")).isZero();
    here.restart();
    Throwable killed;
    try (Standing process =
        new Standing(
            here.database(),
            directory,
            rules("").replace("${MILVUS_URI}", sandbox.uri().toString())
                .replace("${MILVUS_TOKEN}", Installation.TOKEN),
            point -> {
              if (point == CrashPoint.RUN_OVER) {
                throw new Killed();
              }
            })) {
      killed = catchThrowable(() -> process.run("quick-setup", AsOf.parse("2026-11-24")));
    }
    assertThat(killed).isInstanceOf(Killed.class);
    assertThat(receiver.posts("hook")).isEmpty();
    here.database().expireLeases();

    assertThat(run("run")).as("already done").isZero();

    assertThat(data("finished").get("dropped").asInt()).isEqualTo(7);
  }

  @Test
  void anEndThatCannotBeToldIsNotRecordedEither() {
    assertThat(run("runs")).isZero();
    here.database()
        .change("ALTER TABLE retention_notification ADD CONSTRAINT never CHECK (policy = '')");

    assertThat(run("run")).isEqualTo(1);

    assertThat(here.database().ask("SELECT status FROM batch_job_execution"))
        .containsExactly("STARTED");
    here.database().change("ALTER TABLE retention_notification DROP CONSTRAINT never");
    here.database().expireLeases();
    here.itIs("2026-11-24T11:00:00Z");
    assertThat(run("run")).isZero();
    assertThat(data("finished").get("dropped").asInt()).isEqualTo(7);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatIsThereAgainAndWhatWasEditedIsTold() {
    assertThat(run("run")).isZero();
    sandbox.createPartitions(DB, "quick_setup", "january");
    receiver.forget();
    here.rules(rules("max-drops: 40"));
    here.itIs("2026-11-25T10:00:00Z");

    assertThat(run("run")).isZero();

    JsonNode again = data("re-created");
    assertThat(again.at("/partitions/0").stringValue()).isEqualTo("default.quick_setup/january");
    assertThat(again.get("message").stringValue())
        .contains("dropped 2026-11-24T10:00:00Z by run 1", "--again --accept sha256:");
    assertThat(data("rules-changed").get("message").stringValue())
        .isEqualTo("max-drops: 40 (before: 50)");

    receiver.forget();
    assertThat(run("run --again")).isZero();
    assertThat(types()).as("the same day, the same rules").doesNotContain("re-created");
  }

  @Test
  void aHoldThatEndsSoonIsToldOnce() {
    assertThat(run("hold add --owner ada --reason audit --partition may --expires 2026-11-29"))
        .isZero();
    assertThat(run("hold add --owner ada --reason audit --partition june --expires 2027-11-29"))
        .isZero();

    assertThat(run("run")).isZero();
    assertThat(run("run --again")).isZero();

    JsonNode data = data("hold-expires");
    assertThat(data.get("headline").stringValue())
        .isEqualTo("hold 1 of ada (audit) ends after 2026-11-29");
    assertThat(data.get("covers").stringValue()).isEqualTo("partition may");
  }

  @Test
  void oldMessagesGoWithPurge() {
    assertThat(run("run")).isZero();
    here.itIs("2028-01-01T00:00:00Z");

    assertThat(run("purge --older-than P1Y")).isZero();

    assertThat(here.database().ask("SELECT COUNT(*) FROM retention_notification"))
        .containsExactly("0");
  }

  @Test
  void theAddressIsNowhere() {
    for (String logger : List.of("ROOT", "IO_GITHUB_MILVUSRETENTION", "ORG_APACHE_HC_CLIENT5")) {
      here.variable("LOGGING_LEVEL_" + logger, "TRACE");
    }
    StringBuilder seen = new StringBuilder();
    for (Map.Entry<Integer, String> each :
        Map.of(200, "run", 500, "run --again", 302, "run --again --output json").entrySet()) {
      receiver.answers(each.getKey(), Map.of("Location", receiver.url(SECRET)));
      seen.append(here.run(each.getValue()).all());
    }
    receiver.close();
    for (String command : List.of("run --again", "runs", "show 1 --output json", "check")) {
      seen.append(here.run(command).all());
    }
    here.variable("LOGGING_LEVEL_ROOT", "WARN")
        .variable("LOGGING_LEVEL_IO_GITHUB_MILVUSRETENTION", "INFO")
        .variable("LOGGING_LEVEL_ORG_APACHE_HC_CLIENT5", "WARN")
        .restart();
    seen.append(here.run("runs").all());

    assertThat(seen.toString()).contains(" TRACE ", "executing");
    assertThat(seen.toString().lines())
        // The receiver's own.
        .filteredOn(line -> line.contains(SECRET) && !line.contains("c.s.n.httpserver"))
        .isEmpty();
    assertThat(here.database().everything().stream().filter(cell -> cell.contains(SECRET)))
        .isEmpty();
  }
}
