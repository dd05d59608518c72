package io.github.milvusretention.cli.holds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The commands that place, list and lift holds. */
@Slow
class HoldCommandTest {
  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;
  private final String user = System.getProperty("user.name");

  HoldCommandTest(@TempDir Path directory) {
    here = new Installation(Databases.H2, directory, sandbox);
  }

  @AfterEach
  void stop() {
    System.setProperty("user.name", user);
  }

  private Ended hold(String... args) {
    return here.run(Stream.concat(Stream.of("hold"), Stream.of(args)).toArray(String[]::new));
  }

  /** They contact no cluster. */
  @Test
  void noTokenIsNeeded() {
    here.withoutVariable("MILVUS_TOKEN");

    assertThat(hold("add", "--collection", "docs", "--reason", "audit").exit()).isZero();
    assertThat(hold("list").out()).contains("audit");
    assertThat(hold("remove", "1").exit()).isZero();
    assertThat(sandbox.calls()).isEmpty();
  }

  @Test
  void whatIsPlacedIsShownWithAllThatWasGiven() {
    Ended added =
        hold(
            "add",
            "--policy",
            "quick-setup",
            "--cluster",
            "local",
            "--database",
            "default",
            "--collection",
            "quick_*",
            "--partition",
            "j*",
            "--from",
            "2026-01-01",
            "--to",
            "2026-06-30",
            "--owner",
            "finance",
            "--reason",
            "audit of 2026",
            "--expires",
            "2026-12-31",
            "--output",
            "json");

    assertThat(added.exit()).as(added.all()).isZero();
    JsonNode hold = added.json();
    assertThat(hold.get("hold").stringValue()).isEqualTo("1");
    assertThat(hold.get("kind").stringValue()).isEqualTo("hold");
    assertThat(hold.get("from").stringValue()).isEqualTo("command");
    assertThat(hold.get("covers").toString())
        .isEqualTo(
            "{\"policy\":\"quick-setup\",\"cluster\":\"local\",\"database\":\"default\","
                + "\"collection\":\"quick_*\",\"partition\":\"j*\",\"from\":\"2026-01-01\","
                + "\"to\":\"2026-06-30\"}");
    assertThat(hold.get("owner").stringValue()).isEqualTo("finance");
    assertThat(hold.get("lastDay").stringValue()).isEqualTo("2026-12-31");
    assertThat(hold.get("state").stringValue()).isEqualTo("in force");
    assertThat(hold.get("placed").stringValue()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(hold.get("placedBy").stringValue()).startsWith(user + "@");
    assertThat(hold("list").out())
        .contains("HOLD  KIND", "in force", "finance", "2026-12-31", "audit of 2026")
        .contains(
            "policy quick-setup, cluster local, database default, collection quick_*, partition"
                + " j*, periods from 2026-01-01 to 2026-06-30");
    assertThat(sandbox.calls()).as("no cluster is asked").isEmpty();
  }

  @Test
  void itsOwnerIsWhoPlacesItUnlessAnotherIsNamed() {
    assertThat(hold("add", "--partition", "may", "--reason", "audit").exit()).isZero();

    JsonNode only = hold("list", "--output", "json").only();
    assertThat(only.get("owner")).isEqualTo(only.get("placedBy"));
    assertThat(only.get("lastDay").isNull()).isTrue();
  }

  @Test
  void aLegalHoldIsLiftedBySomebodyElseAndStaysOnRecord() {
    System.setProperty("user.name", "grace");
    assertThat(hold("add", "--legal", "--partition", "may", "--reason", "case 7").exit()).isZero();

    Ended same = hold("remove", "1", "--reason", "closed");
    assertThat(same.exit()).isEqualTo(2);
    assertThat(same.err())
        .contains("legal hold 1 was placed by grace@", "who cannot lift it as well")
        .contains("somebody else must");
    System.setProperty("user.name", "ada");
    assertThat(hold("remove", "1").err()).contains("reason: is missing");
    assertThat(hold("list", "--output", "json").json()).hasSize(1);

    Ended lifted = hold("remove", "1", "--reason", "closed");

    assertThat(lifted.exit()).as(lifted.all()).isZero();
    assertThat(hold("list", "--output", "json").json()).isEmpty();
    JsonNode kept = hold("list", "--all", "--output", "json").only();
    assertThat(kept.get("state").stringValue()).isEqualTo("lifted");
    assertThat(kept.get("placedBy").stringValue()).startsWith("grace@");
    assertThat(kept.get("liftedBy").stringValue()).startsWith("ada@");
    assertThat(kept.get("liftedWhy").stringValue()).isEqualTo("closed");
    assertThat(hold("list", "--all").out()).contains("lifted 2026-11-24T10:00:00Z by ada@");
    assertThat(hold("remove", "1", "--reason", "again").err()).contains("was lifted already");
  }

  @Test
  void aHoldOfTheFileIsListedAndDeletedThere() {
    here.rules(
        Installation.RULES.replace(
            "retention:\n",
            """
            retention:
              holds:
                audit:
                  partition: may
                  owner: ada
                  reason: audit of May
                  expires: 2026-11-20
            """));

    JsonNode only = hold("list", "--output", "json").only();
    assertThat(only.get("hold").stringValue()).isEqualTo("audit");
    assertThat(only.get("from").stringValue()).isEqualTo("file");
    assertThat(only.get("state").stringValue()).isEqualTo("expired");
    Ended removed = hold("remove", "audit");
    assertThat(removed.exit()).isEqualTo(2);
    assertThat(removed.err()).contains("delete it there; it then counts for one more night");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hold | hold needs a command: add, list, remove",
        "hold add --reason r | it does not say what it covers",
        "hold add --partition may | --reason",
        "hold add --reason r --policy quick_setup | --policy quick_setup matches no policy",
        "hold add --reason r --cluster prod | --cluster prod matches no cluster",
        "hold add --reason r --partition a/b | is no name and no glob",
        "hold add --reason r --from yesterday | \"yesterday\" is not a date",
        "hold add --reason r --from 2026-02-01 --to 2026-01-01 | is before from",
        "hold add --reason r --partition a --expires 2026-11-23 | expires: is over already",
        "hold add --reason r --partition a --legal --expires 2027-01-01 | does not expire",
        "hold remove | HOLD",
        "hold remove 7 | there is no hold 7",
        "hold remove seven | \"seven\" is not the number of a hold",
      })
  void whatIsNoHoldIsRefused(String commandLine, String message) {
    Ended ended = here.run(commandLine);

    assertThat(ended.exit()).as(ended.all()).isEqualTo(2);
    assertThat(ended.err()).contains(message);
    assertThat(ended.stackTrace()).isEmpty();
    assertThat(hold("list", "--all", "--output", "json").json()).isEmpty();
  }
}
