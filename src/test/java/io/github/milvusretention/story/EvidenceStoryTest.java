package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an auditor asks of a partition: why it is there, or when, why and by whom it went. */
@Slow
@EveryDatabase
class EvidenceStoryTest {
  private static final String DB = "default";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  EvidenceStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void ofOneThatWentEverythingIsTold() {
    here.rules(Installation.RULES.replace("75%", "10%"));
    Ended refused = here.run("run --output json");
    Matcher digest =
        Pattern.compile("sha256:[0-9a-f]{64}").matcher(refused.only().get("message").stringValue());
    assertThat(digest.find()).isTrue();
    String[] accept = {"rerun", "1", "--accept", digest.group(), "--reason", "tidy up, ticket 7"};
    assertThat(here.run(accept).exit()).isZero();
    here.rules(Installation.RULES.replace("P3M", "P9M"));

    JsonNode why = why("january");

    assertThat(why.get("now")).isEmpty();
    assertThat(why.get("record")).hasSize(1);
    JsonNode gone = why.get("record").get(0);
    assertThat(text(gone, "state")).isEqualTo("DROPPED");
    assertThat(text(gone, "policy")).isEqualTo("quick-setup");
    assertThat(text(gone, "asOf")).isEqualTo("2026-11-24");
    assertThat(text(gone, "collection")).isEqualTo("quick_setup");
    assertThat(text(gone, "expires")).isEqualTo("2026-05-01T00:00Z");
    assertThat(text(gone, "reason"))
        .isEqualTo(
            "January 2026 ended 2026-02-01; kept P3M until 2026-05-01; expired as of 2026-11-24");
    assertThat(text(gone, "updated")).startsWith("2026-11-24T10:00");
    JsonNode plan = gone.get("plan");
    assertThat(text(plan, "digest")).isEqualTo(digest.group());
    assertThat(text(plan, "refusedBy")).contains("max-share allows 10%");
    assertThat(text(plan.get("accepted"), "by")).startsWith(System.getProperty("user.name") + "@");
    assertThat(text(plan.get("accepted"), "why")).isEqualTo("tidy up, ticket 7");
    assertThat(text(plan.get("accepted"), "at")).startsWith("2026-11-24T10:00");
    assertThat(lines(plan.get("rules")))
        .as("as they were, not as they are")
        .contains("policy: quick-setup", "keep: P3M", "max-share: 10%", "partitions: [\"MMMM\"]")
        .contains("uri: " + sandbox.uri())
        .noneMatch(line -> line.contains(Installation.TOKEN) || line.startsWith("token"));
    assertThat(gone.get("executions").values())
        .extracting(execution -> text(execution, "status"))
        .containsExactly("FAILED", "COMPLETED");
    assertThat(text(gone.get("executions").get(1), "reason")).isEqualTo("tidy up, ticket 7");
    assertThat(gone.get("calls").values())
        .extracting(call -> text(call, "route") + " " + text(call, "outcome"))
        .containsExactly("partitions/release SUCCESS", "partitions/drop SUCCESS");
    assertThat(gone.get("calls").get(0).get("executionId").intValue()).isEqualTo(2);
    Ended table = here.run("why january");
    assertThat(table.exit()).isZero();
    assertThat(table.out())
        .contains(
            "DROPPED",
            "because January 2026 ended",
            digest.group(),
            "accepted by ",
            ": tidy up, ticket 7",
            "    keep: P3M",
            "partitions/drop: SUCCESS");
    assertThat(table.all()).doesNotContain(Installation.TOKEN);
  }

  @Test
  void ofOneThatIsThereItIsToldWhatIsAhead() {
    here.rules(Installation.RULES + "      schedule: \"0 15 3 * * ?\"\n");

    JsonNode kept = why("october").get("now").get(0);
    JsonNode expired = why("january").get("now").get(0);
    JsonNode never = why("_default").get("now").get(0);

    assertThat(text(kept, "verdict")).isEqualTo("KEPT");
    assertThat(text(kept, "goes")).isEqualTo("2027-02-01T03:15Z");
    assertThat(text(kept, "change"))
        .isEqualTo("goes at 2027-02-01T03:15Z; earlier with a shorter keep");
    assertThat(text(expired, "verdict")).isEqualTo("EXPIRED");
    assertThat(text(expired, "goes")).isEqualTo("2026-11-25T03:15Z");
    assertThat(text(never, "verdict")).isEqualTo("PROTECTED");
    assertThat(never.get("goes").isNull()).isTrue();
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.database().ask("SELECT policy FROM retention_lease")).isEmpty();
  }

  @Test
  void oneThatWasCreatedAgainIsToldTwice() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.createPartitions(DB, "quick_setup", "january");

    JsonNode why = why("january");

    assertThat(why.get("now")).hasSize(1);
    assertThat(text(why.get("now").get(0), "verdict")).isEqualTo("RE_CREATED");
    assertThat(text(why.get("record").get(0), "state")).isEqualTo("DROPPED");
    assertThat(here.run("why january").out()).contains("RE_CREATED", "DROPPED");
  }

  @Test
  void theSameNameInSeveralCollectionsIsToldOfEachAndCanBeNarrowed() {
    sandbox.createCollection(DB, "other");
    sandbox.createPartitions(DB, "other", "january", "october", "november");
    here.rules(Installation.RULES.replace("[quick_setup]", "[quick_setup, other]"));
    assertThat(here.run("run").exit()).isZero();
    sandbox.createPartitions(DB, "other", "january");

    JsonNode all = why("january");
    JsonNode one = why("january --collection quick_setup");
    JsonNode none = why("january --database elsewhere");

    assertThat(collections(all.get("record"))).containsExactlyInAnyOrder("quick_setup", "other");
    assertThat(collections(all.get("now"))).containsExactly("other");
    assertThat(collections(one.get("record"))).containsExactly("quick_setup");
    assertThat(one.get("now")).isEmpty();
    assertThat(none.get("record")).isEmpty();
    assertThat(none.get("now")).isEmpty();
  }

  @Test
  void withoutAClusterTheRecordIsToldAndTheExitCodeSaysSo() {
    assertThat(here.run("run").exit()).isZero();
    here.variable("MILVUS_URI", "http://127.0.0.1:1").restart();
    here.rules(Installation.RULES.replace("request-timeout: 5s", "retry-budget: 0s"));

    Ended asJson = here.run("why january --output json");
    Ended asTable = here.run("why january");

    assertThat(asJson.exit()).isEqualTo(6);
    assertThat(text(asJson.json().get("record").get(0), "state")).isEqualTo("DROPPED");
    assertThat(text(asJson.json().get("notAsked").get(0), "policy")).isEqualTo("quick-setup");
    assertThat(asTable.exit()).isEqualTo(6);
    assertThat(asTable.out()).contains("could not be asked for what is there now", "DROPPED");
    assertThat(asTable.stackTrace()).isEmpty();
  }

  @Test
  void anUnknownNameIsSaidToBeUnknown() {
    Ended why = here.run("why januray");

    assertThat(why.exit()).isZero();
    assertThat(why.out()).contains("no collection that the rules select has a partition januray");
    assertThat(why.err()).contains("nothing is known of a partition januray");
  }

  @Test
  void oneThatSomebodyElseDroppedWasLastSeen() {
    assertThat(here.run("run").exit()).isZero();
    sandbox.dropPartitions(DB, "quick_setup", "october");

    JsonNode why = why("october");

    assertThat(why.get("now")).isEmpty();
    assertThat(why.get("record")).isEmpty();
    assertThat(why.get("lastSeen")).hasSize(1);
    assertThat(text(why.get("lastSeen").get(0), "at")).startsWith("2026-11-24T10:00");
    assertThat(here.run("why october").out())
        .contains("last saw default.quick_setup/october at", "and no run has dropped it since");
    assertThat(here.run("why january").out()).doesNotContain("last saw");
  }

  @Test
  void theRecordOutlivesThePurgeOfItsRun() {
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2028-11-24T10:00:00Z");
    assertThat(here.run("run --as-of 2026-11-25").exit()).isZero();
    here.run("purge --older-than P1Y");
    here.rules(Installation.RULES.replace("quick-setup:", "renamed:"));

    JsonNode gone = why("january --policy quick-setup").get("record").get(0);

    assertThat(text(gone, "state")).isEqualTo("DROPPED");
    assertThat(lines(gone.get("plan").get("rules"))).contains("keep: P3M");
  }

  @Test
  void showTellsPlanRulesAndExecutionsBesideTheLedger() {
    assertThat(here.run("run --reason nightly").exit()).isZero();

    JsonNode shown = here.run("show 1 --output json").json();

    assertThat(text(shown.get("plan"), "digest")).startsWith("sha256:");
    assertThat(shown.get("plan").get("accepted").isNull()).isTrue();
    assertThat(lines(shown.get("plan").get("rules"))).contains("keep: P3M");
    assertThat(text(shown.get("executions").get(0), "reason")).isEqualTo("nightly");
    JsonNode first = shown.get("items").get(0);
    assertThat(text(first, "reason")).startsWith("January 2026 ended");
    assertThat(text(first, "expires")).isEqualTo("2026-05-01T00:00Z");
    assertThat(first.propertyNames())
        .contains("database", "collection", "partition", "state", "released", "period", "rows")
        .contains("attempts", "error", "updated", "calls");
    assertThat(here.run("show 1").out())
        .contains("because January 2026 ended", "    keep: P3M", "reason: nightly");
  }

  private JsonNode why(String of) {
    Ended why = here.run("why " + of + " --output json");
    assertThat(why.exit()).as(why.all()).isZero();
    return why.json();
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).stringValue();
  }

  private static List<String> lines(JsonNode array) {
    return array.values().stream().map(JsonNode::stringValue).toList();
  }

  private static List<String> collections(JsonNode array) {
    return array.values().stream().map(item -> text(item, "collection")).toList();
  }
}
