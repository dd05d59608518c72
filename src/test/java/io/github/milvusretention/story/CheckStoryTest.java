package io.github.milvusretention.story;

import static io.github.milvusretention.story.CheckSetup.DB;
import static io.github.milvusretention.story.CheckSetup.ofTheTestsOwnServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Reply;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code check} finds in the rules and what they select, and that it changes nothing. */
@OneDatabase
class CheckStoryTest {
  private final CheckSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  CheckStoryTest(Databases database, @TempDir Path directory) {
    setup = new CheckSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void whatIsInOrderIsAllOk() {
    Ended checked = here.run("check --output json");

    assertThat(checked.exit()).isZero();
    assertThat(checked.json().values())
        .filteredOn(finding -> !ofTheTestsOwnServer(finding))
        .allSatisfy(
            finding -> {
              assertThat(finding.propertyNames())
                  .containsExactly("id", "level", "place", "exitCode", "detail");
              assertThat(finding.get("level").stringValue()).isEqualTo("ok");
              assertThat(finding.get("exitCode").intValue()).isZero();
            })
        .extracting(CheckStoryTest::inShort)
        .contains(
            "rules rules: 1 policy, no mistake",
            "token cluster local: the token is user:password",
            "cluster cluster local: answers; Milvus 2.5.0 or later, before 3.0.0",
            "collection policy quick-setup: collection default.quick_setup is readable, 13"
                + " partitions")
        .anyMatch(line -> line.startsWith("repository repository: "));
    JsonNode place =
        checked.json().values().stream()
            .filter(finding -> finding.get("id").stringValue().equals("collection"))
            .findFirst()
            .orElseThrow()
            .get("place");
    assertThat(place.toString())
        .isEqualTo(
            "{\"part\":\"policy\",\"name\":\"quick-setup\",\"uri\":null,"
                + "\"database\":\"default\",\"collection\":\"quick_setup\"}");
    assertThat(here.run("check").out())
        .contains("WHAT", "RESULT", "ID", "DETAIL")
        .contains("cluster local at " + sandbox.uri() + "  ok  ")
        .containsPattern("\n0 problems, [0-9]+ warnings?, the rest is ok\n");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask("SELECT 1 FROM retention_sighting")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAProblemAndHidesNothing() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[quick_setup, live, missing, shut]"));
    sandbox.alias(DB, "live", "quick_setup");
    sandbox.createCollection(DB, "shut");
    sandbox.on("partitions/list").onCollection("shut").react(Reaction.forbidden("ShowPartitions"));

    assertThat(setup.found("problem", 3))
        .hasSize(3)
        .anyMatch(p -> p.contains("live of the rules is an alias of quick_setup"))
        .anyMatch(p -> p.contains("collection missing of the rules is not in database default"))
        .anyMatch(p -> p.contains("default.shut") && p.contains("ShowPartitions"));
    assertThat(setup.found("ok", 3)).anyMatch(ok -> ok.contains("quick_setup is readable"));
  }

  @Test
  void aPolicyThatNothingMatchesIsAProblem() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"nothing_*\"]"));

    assertThat(setup.found("problem", 3))
        .singleElement()
        .asString()
        .contains("no collection matches");
  }

  @Test
  void aPlanThatNothingMatchesSaysSo() {
    here.rules(Installation.RULES.replace("[quick_setup]", "[\"nothing_*\"]"));

    Ended planned = here.run("plan");

    assertThat(planned.exit()).isZero();
    // A PostgreSQL of the tests runs without fsync, of which each command warns.
    assertThat(planned.err().lines().filter(line -> !line.contains(" WARN ")))
        .containsExactly(
            "policy quick-setup: no collection matches, or the credentials show none; nothing would"
                + " be dropped");
    assertThat(here.run("plan --output json").only().get("notes")).hasSize(1);
  }

  @Test
  void anExclusionThatMatchesNoCollectionIsWarnedOf() {
    sandbox.createCollection(DB, "quick_tmp");
    here.rules(
        Installation.RULES.replace(
            "[quick_setup]",
            "[\"quick_*\"]\n      exclude-collections: [quick_tmp, quick_tnp, \"*_old\"]"));

    assertThat(setup.found("warning", 0))
        .containsExactly(
            "exclude-collections: quick_tnp, *_old match no collection that the server shows");
  }

  @Test
  void aServerWithoutRestV2IsAProblem() {
    sandbox.onEvery().react(Reaction.answer(Reply.text(404, "404 page not found")));

    assertThat(setup.found("problem", 6))
        .singleElement()
        .asString()
        .startsWith("no REST v2 here, which Milvus has since 2.3.13; cluster local, ")
        .contains("HTTP 404");
    assertThat(setup.found("ok", 6)).noneMatch(ok -> ok.contains("answers"));
  }

  @Test
  void theScheduleIsToldAlsoWithoutAServer() {
    here.rules(
        Installation.RULES
            + "    schedule: \"0 30 2 ? * 1-5\"\n    zone: Europe/Berlin\n".indent(2));

    for (String command : List.of("check", "check --offline")) {
      assertThat(here.run(command).out())
          .contains("fires next at 2026-11-25T02:30+01:00, ")
          .contains("the weekdays 1-5 mean SUN-THU")
          .contains("there is no 2027-03-28T02:30 in Europe/Berlin");
    }
  }

  private static String inShort(JsonNode finding) {
    JsonNode place = finding.get("place");
    String name = place.get("name").isNull() ? "" : " " + place.get("name").stringValue();
    return finding.get("id").stringValue()
        + " "
        + place.get("part").stringValue()
        + name
        + ": "
        + finding.get("detail").stringValue();
  }
}
