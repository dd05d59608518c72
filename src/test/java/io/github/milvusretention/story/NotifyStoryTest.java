package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.notify.Receiver;
import io.github.milvusretention.notify.Receiver.Post;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
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

  private final Sandbox sandbox = Installation.quickSetup();
  private final Receiver receiver = Receiver.start();
  private final Audience told = new Audience(receiver);
  private final Installation here;

  NotifyStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
    here.rules(told.rules(""));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private int run(String command) {
    return here.run(command).exit();
  }

  @Test
  void aRunThatDropsIsToldToAllAndOneThatDoesNothingToHeartbeatsAlone() {
    assertThat(run("run")).isZero();

    JsonNode event = told.event("finished");
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
    assertThat(told.heartbeats()).containsExactly("/start", "");

    receiver.forget();
    assertThat(run("run")).as("already done").isZero();
    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run")).as("nothing is due").isZero();
    assertThat(told.heartbeats()).containsExactly("", "/start", "");
    assertThat(receiver.posts("chat")).isEmpty();
    assertThat(told.types()).isEmpty();
  }

  @Test
  void beforeAnythingElseGoesItIsToldOnceAWeek() {
    assertThat(run("run")).isZero();

    JsonNode data = told.data("upcoming");
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
    assertThat(told.types()).as("the same week").isEmpty();
    here.itIs("2026-11-30T10:00:00Z");
    assertThat(run("run")).isZero();
    assertThat(told.types()).as("a Monday").containsExactly("upcoming");
  }

  /** Else each of them would be counted in the night of its release, and again when it goes. */
  @Slow
  @Test
  void withAGraceItIsToldWhatIsReleasedAndWhatGoes() {
    here.rules(told.rules("grace: P2D"));
    assertThat(run("run")).isZero();

    JsonNode data = told.data("upcoming");
    assertThat(data.get("headline").stringValue())
        .isEqualTo("quick-setup: partitions that go in the next 7 days: 7; that are released: 1");
    assertThat(data.at("/nights/0/count").asInt()).isEqualTo(7);
    assertThat(data.at("/nights/1/count").asInt()).isZero();
    assertThat(data.at("/nights/1/released/0").stringValue())
        .isEqualTo("default.quick_setup/august");
    assertThat(data.get("message").stringValue())
        .contains("7: default.quick_setup/january, ")
        .endsWith("released, and dropped after its grace, 1: default.quick_setup/august");
  }

  @Slow
  @Test
  void aRefusalIsToldOnceADayWithItsFiguresAndTheWholeCommandThatAcceptsIt() {
    here.rules(told.rules("max-drops: 3"));
    assertThat(run("run")).isEqualTo(4);

    JsonNode data = told.data("refused");
    assertThat(data.at("/refusedBy/0/guard").stringValue()).isEqualTo("max-drops");
    assertThat(data.at("/refusedBy/0/limit").stringValue()).isEqualTo("3");
    assertThat(data.at("/refusedBy/0/figure").stringValue()).isEqualTo("7");
    assertThat(data.get("exitCode").asInt()).isEqualTo(4);
    String accept = data.get("accept").stringValue();
    assertThat(receiver.posts("chat").get(0).text())
        .contains("refused by a guard", "max-drops", accept);

    assertThat(run("run")).as("the next firing of the day").isEqualTo(4);
    assertThat(told.types()).containsExactly("refused");
    assertThat(told.heartbeats()).as("each time").containsExactly("/start", "/4", "/start", "/4");

    here.itIs("2026-11-25T10:00:00Z");
    assertThat(run("run")).isEqualTo(4);
    assertThat(told.types()).as("once a day").containsExactly("refused", "refused");

    String newest = receiver.posts("hook").get(1).json().at("/data/accept").stringValue();
    Matcher command = Pattern.compile("rerun .*").matcher(newest);
    assertThat(command.find()).isTrue();
    assertThat(newest).startsWith("milvus-retention --config ");
    assertThat(run(command.group())).as("the command works").isZero();
    assertThat(told.types()).endsWith("finished", "upcoming");

    sandbox.createPartitions(DB, "quick_setup", "january_2");
    here.rules(told.rules("max-drops: 1").replace("\"MMMM\"", "\"MMMM\", \"MMMM'_2'\""));
    sandbox.createPartitions(DB, "quick_setup", "february_2", "march_2");
    receiver.forget();
    assertThat(run("run --again")).isEqualTo(4);
    assertThat(told.types()).as("another refusal on the same day").contains("refused");
  }

  @Slow
  @Test
  void aRunThatLeavesSomethingIsToldAndItsExitCodePassedOn() {
    sandbox.on("partitions/drop").forPartition("march").react(Reaction.loaded());

    assertThat(run("run")).isEqualTo(3);

    assertThat(told.data("partial").get("failed").asInt()).isEqualTo(1);
    assertThat(receiver.posts("chat").get(0).text()).contains("some partitions are left");
    assertThat(told.heartbeats()).containsExactly("/start", "/3");
    sandbox.heal();
    assertThat(run("rerun")).isZero();
    assertThat(told.heartbeats()).endsWith("/start", "");
  }

  @Slow
  @Test
  void anUnreachableClusterIsTold() {
    here.variable("MILVUS_URI", "http://127.0.0.1:1");

    assertThat(run("run")).isEqualTo(6);

    assertThat(told.data("failed").get("exitCode").asInt()).isEqualTo(6);
    assertThat(told.heartbeats()).containsExactly("/start", "/6");
  }

  @Slow
  @Test
  void whatIsThereAgainAndWhatWasEditedIsTold() {
    assertThat(run("run")).isZero();
    sandbox.createPartitions(DB, "quick_setup", "january");
    receiver.forget();
    here.rules(told.rules("max-drops: 40"));
    here.itIs("2026-11-25T10:00:00Z");

    assertThat(run("run")).isZero();

    JsonNode again = told.data("re-created");
    assertThat(again.at("/partitions/0").stringValue()).isEqualTo("default.quick_setup/january");
    assertThat(again.get("message").stringValue())
        .contains("dropped 2026-11-24T10:00:00Z by run 1", "--again --accept sha256:");
    assertThat(told.data("rules-changed").get("message").stringValue())
        .isEqualTo("max-drops: 40 (before: 50)");

    receiver.forget();
    assertThat(run("run --again")).isZero();
    assertThat(told.types()).as("the same day, the same rules").doesNotContain("re-created");
  }

  @Slow
  @Test
  void aHoldThatEndsSoonIsToldOnce() {
    assertThat(run("hold add --owner ada --reason audit --partition may --expires 2026-11-29"))
        .isZero();
    assertThat(run("hold add --owner ada --reason audit --partition june --expires 2027-11-29"))
        .isZero();

    assertThat(run("run")).isZero();
    assertThat(run("run --again")).isZero();

    JsonNode data = told.data("hold-expires");
    assertThat(data.get("headline").stringValue())
        .isEqualTo("hold 1 of ada (audit) ends after 2026-11-29");
    assertThat(data.get("covers").stringValue()).isEqualTo("partition may");
  }
}
