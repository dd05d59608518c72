package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scheduled runs, here a run without a terminal, that would drop more as something is new. */
@EveryDatabase
class NewRulesStoryTest {
  private static final String DB = "default";

  /** As it is without the key, which is accept; nothing of the last 200 days is due. */
  private static final String RULES =
      Installation.RULES
          .replace("      new-rules: off\n", "")
          .replace("[quick_setup]", "[\"docs*\"]")
          .replace("[\"MMMM\"]", "[uuuu-MM-dd]")
          .replace("P3M", "P200D");

  /** With still-written as it is without the key, which is keep. */
  private static final String COUNTED = RULES.replace("      still-written: off\n", "");

  private final Sandbox sandbox = Sandbox.builder().token(Installation.TOKEN).start();
  private final Installation here;

  NewRulesStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", month("2026-01"));
    sandbox.createPartitions(DB, "docs", month("2026-09"));
    sandbox.createPartitions(DB, "docs", month("2026-10"));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static List<String> month(String month) {
    return List.of(month + "-10", month + "-20");
  }

  /** A person introduces the policy; from then on it has acted by its rules. */
  private void introduce() {
    here.atTerminal(true);
    dropped("run", 2);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");
    sandbox.clearCalls();
  }

  private void dropped(String command, int partitions) {
    Ended ran = here.run(command + " --output json");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("dropped").intValue()).as(ran.all()).isEqualTo(partitions);
  }

  /** Returns the message of a run that new-rules refuses, as it does the dry run. */
  private String refused(String... because) {
    sandbox.clearCalls();
    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).as(planned.all()).isEqualTo(4);
    JsonNode refusals = planned.only().get("refusedBy");
    assertThat(refusals).as(planned.all()).hasSize(1);
    assertThat(refusals.get(0).get("guard").stringValue()).isEqualTo("new-rules");
    Ended ran = here.run("run --output json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    String message = ran.only().get("message").stringValue();
    assertThat(message)
        .contains(refusals.get(0).get("message").stringValue())
        .contains(because)
        .contains("nothing was dropped. To accept exactly this plan: milvus-retention --config /");
    assertThat(sandbox.mutations()).isEmpty();
    return message;
  }

  private void accepted(String message, int partitions) {
    String command = message.substring(message.indexOf("rerun "));
    dropped(command, partitions);
  }

  @Test
  void aPolicyThatHasNeverActedWaitsForAPerson() {
    String message =
        refused("new-rules: 2 partitions", "never acted: default.docs (2026-01-10, 2026-01-20)");
    here.itIs("2026-11-25T03:15:00Z");
    refused("never acted");
    here.itIs("2026-11-24T11:00:00Z");

    accepted(message, 2);

    here.itIs("2026-11-25T03:15:00Z");
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    dropped("run", 1);
    assertThat(
            here.database().ask("SELECT as_of FROM retention_plan WHERE accepted_by IS NOT NULL"))
        .as("only the first was accepted")
        .containsExactly("2026-11-24");
  }

  @Test
  void aPersonAtTheTerminalIsNotAskedAndIsTold() {
    here.atTerminal(true);

    Ended planned = here.run("plan");
    JsonNode news = here.run("plan --output json").only().get("newlyDue");
    Ended ran = here.run("run --output json");

    assertThat(news).hasSize(1);
    assertThat(news.get(0).get("kind").stringValue()).isEqualTo("POLICY");
    assertThat(news.get(0).get("partitions")).hasSize(2);
    assertThat(planned.exit()).isZero();
    assertThat(planned.err()).contains("guard new-rules would refuse a scheduled run");
    assertThat(planned.out()).contains("new: this policy has never acted: default.docs (2026-01");
    assertThat(ran.exit()).isZero();
    assertThat(ran.only().get("dropped").intValue()).isEqualTo(2);
  }

  @Test
  void anEditWaitsOnlyForWhatIsDueBecauseOfIt() {
    introduce();
    here.rules(RULES.replace("P200D", "P40D"));
    String message = refused("3 partitions are due", "keep");
    assertThat(message).contains("default.docs (2026-09-10, 2026-09-20, 2026-10-10)");
  }

  @Test
  void aShorterKeepWaitsALongerOneDoesNotAndTheFirstAgainDoes() {
    introduce();
    here.rules(RULES.replace("P200D", "P60D"));
    refused("2 partitions", "changed since this policy last acted: keep", "2026-09-10, 2026-09-20");

    here.rules(RULES.replace("P200D", "P400D"));
    dropped("run --again", 0);

    here.itIs("2026-11-26T03:15:00Z");
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    here.rules(RULES);
    refused("1 partition is due", "keep", "default.docs (2026-02-01)");
  }

  @Test
  void anEditThatMattersOnlyLaterWaitsThen() {
    introduce();
    here.rules(RULES.replace("P200D", "P77D"));
    dropped("run", 0);
    assertThat(here.run("plan").err()).contains("nothing is due because of it yet");

    here.itIs("2026-11-27T03:15:00Z");
    refused("1 partition is due", "keep", "2026-09-10");
  }

  /** The first night only counts rows, so that nothing was shown that anybody could agree to. */
  @Test
  void aPersonWhoseFirstRunOnlyCountedRowsHasAgreedToNothing() {
    here.rules(COUNTED);
    here.atTerminal(true);
    dropped("run", 0);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");

    accepted(refused("never acted: default.docs (2026-01-10, 2026-01-20)"), 2);
  }

  @Test
  void aPersonAtTheTerminalAgreesToNoEditWhoseEffectOnlyCountedRows() {
    introduceCounted(COUNTED);
    here.rules(COUNTED.replace("P200D", "P60D"));
    here.atTerminal(true);
    dropped("run --again", 0);
    here.atTerminal(false);
    here.itIs("2026-11-26T03:15:00Z");

    accepted(refused("2 partitions", "keep", "2026-09-10, 2026-09-20"), 2);
  }

  @Test
  void whoAcceptsAPlanForAnotherReasonAgreesToNoNewCollection() {
    introduceCounted(COUNTED + "      max-drops: 2\n");
    sandbox.createPartitions(DB, "docs", "2026-02-01", "2026-02-02", "2026-02-03");
    dropped("run --again", 0);
    sandbox.createCollection(DB, "docs_restored");
    sandbox.createPartitions(DB, "docs_restored", month("2026-01"));
    sandbox.createPartitions(DB, "docs_restored", month("2026-09"));
    here.itIs("2026-11-26T03:15:00Z");
    String message = here.run("run --output json").only().get("message").stringValue();
    assertThat(message).contains("max-drops allows 2").doesNotContain("new-rules:");
    accepted(message, 3);

    here.itIs("2026-11-27T03:15:00Z");
    refused("2 partitions", "never acted on collection default.docs_restored with the id");
  }

  /** As {@link #introduce}, with row counts of the night before. */
  private void introduceCounted(String rules) {
    here.rules(rules);
    here.atTerminal(true);
    dropped("run", 0);
    here.itIs("2026-11-25T03:15:00Z");
    dropped("run", 2);
    here.atTerminal(false);
    here.itIs("2026-11-25T10:00:00Z");
  }

  @Test
  void aShorterGraceWaitsWhenSomethingIsDueBecauseOfIt() {
    here.rules(RULES + "      grace: P7D\n");
    here.atTerminal(true);
    dropped("run", 0);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");
    here.rules(RULES + "      grace: P5D\n");

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).as(planned.all()).isZero();
    JsonNode figures = planned.only().get("figures");
    assertThat(figures.get("due").intValue()).isZero();
    assertThat(figures.get("oldest").isNull()).isTrue();
    dropped("run", 0);

    here.itIs("2026-11-29T11:00:00Z");
    refused("2 partitions", "grace", "2026-01-10, 2026-01-20");
  }

  @Test
  void aRaisedLimitWaitsWhereTheOldOneWouldRefuse() {
    here.rules(RULES + "      max-drops: 2\n");
    introduce();
    sandbox.createPartitions(DB, "docs", "2026-02-01", "2026-02-02", "2026-02-03");
    here.rules(RULES + "      max-drops: 1000\n");

    refused("3 partitions", "max-drops", "the limits that it acted by refuse this plan");
  }

  @Test
  void switchingTheGuardOffIsAnEditToo() {
    introduce();
    here.rules(RULES.replace("P200D", "P60D") + "      new-rules: off\n");
    accepted(refused("keep, new-rules"), 2);

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P30D") + "      new-rules: off\n");
    dropped("run", 1);
  }

  @Test
  void aPolicyThatWasRenamedIsNew() {
    introduce();
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    here.rules(RULES.replace("quick-setup:", "renamed:"));

    refused("this policy has never acted");
  }

  @Test
  void anotherAddressIsNew() {
    introduce();
    try (Sandbox other = Sandbox.builder().token(Installation.TOKEN).start()) {
      other.createCollection(DB, "docs");
      other.createPartitions(DB, "docs", month("2026-01"));
      other.createPartitions(DB, "docs", month("2026-09"));
      other.createPartitions(DB, "docs", month("2026-10"));
      here.restart().talksTo(other);

      refused("this policy has never acted on localhost:" + other.uri().getPort());

      assertThat(other.mutations()).isEmpty();
    }
  }

  @Test
  void aNewCollectionPassesTheNextNightAndNoSooner() {
    introduce();
    dropped("run", 0);
    sandbox.createCollection(DB, "docs_restored");
    sandbox.createPartitions(DB, "docs_restored", month("2026-01"));
    sandbox.createPartitions(DB, "docs_restored", month("2026-09"));
    here.itIs("2026-11-26T03:15:00Z");
    refused("2 partitions", "never acted on collection default.docs_restored with the id");

    here.itIs("2026-11-26T23:14:59Z");
    refused("(from 2026-11-26T23:15:00Z)");
    here.itIs("2026-11-27T03:15:00Z");
    dropped("run", 2);
    here.itIs("2026-11-28T03:15:00Z");
    sandbox.recreateCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", "2026-01-01", "2026-09-01", "2026-10-01");
    refused("never acted on collection default.docs with the id");
  }

  @Test
  void aCollectionWaitsFromWhenPeopleWereToldOfWhatIsDueAndNotFromWhenItWasSeen() {
    introduce();
    sandbox.createCollection(DB, "docs_young");
    sandbox.createPartitions(DB, "docs_young", "2026-05-09", "2026-11-01");
    dropped("run", 0);

    here.itIs("2026-11-27T03:15:00Z");
    refused("default.docs_young (2026-05-09)");

    here.itIs("2026-11-28T03:15:00Z");
    dropped("run", 1);
  }

  @Test
  void whatAnEditOfTheGlobSelectsIsNoNewCollection() {
    introduce();
    sandbox.createCollection(DB, "other");
    sandbox.createPartitions(DB, "other", month("2026-01"));
    sandbox.createPartitions(DB, "other", month("2026-09"));
    here.rules(RULES.replace("docs*", "*"));
    refused("collections: default.other (2026-01-10, 2026-01-20)");
    here.itIs("2026-11-27T03:15:00Z");

    refused("collections: default.other (2026-01-10, 2026-01-20)");
  }

  @Test
  void anotherPolicyThatIsRemovedFreesNothingUnasked() {
    String other =
        """
            archive:
              cluster: local
              collections: [docs]
              partitions: [uuuu-MM-dd]
              keep: P900Y
        """
            .indent(-2);
    here.rules(RULES + other.indent(2));
    sandbox.createCollection(DB, "docs_more");
    sandbox.createPartitions(DB, "docs_more", "2026-01-10", "2026-09-10", "2026-10-10");
    here.atTerminal(true);
    dropped("run --policy quick-setup", 1);
    here.atTerminal(false);
    here.rules(RULES);
    here.itIs("2026-11-25T03:15:00Z");

    refused("2 partitions", "what other policies claim");
  }

  @Test
  void nextFiringLetsEveryKindPassWhenPeopleWereTold() {
    here.rules(RULES + "      new-rules: next-firing\n");
    refused("never acted", "at the first firing 20 hours after one has first told of them");
    here.itIs("2026-11-25T03:15:00Z");
    refused("never acted", "(from 2026-11-25T06:00:00Z)");
    here.itIs("2026-11-25T06:00:00Z");
    dropped("rerun", 2);

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P60D") + "      new-rules: next-firing\n");
    refused("keep");
    here.itIs("2026-11-27T03:15:00Z");
    dropped("run", 2);
  }

  @Test
  void aNightThatAnotherGuardRefusedUsesNothingUp() {
    introduce();
    here.rules(RULES.replace("P200D", "P60D") + "      max-drops: 1\n");
    Ended both = here.run("run --output json");
    assertThat(both.exit()).isEqualTo(4);
    assertThat(both.only().get("message").stringValue())
        .contains("max-drops allows 1", "new-rules");

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P60D"));
    refused("keep");
  }

  /** Nobody could say later for how long people have known. */
  @Test
  void aNightWhoseClockMayBeWrongCountsForNothing() {
    here.rules(RULES + "      new-rules: next-firing\n");
    sandbox.clock(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.only().get("message").stringValue()).contains("clock-tolerance", "new-rules");
    assertThat(here.database().ask("SELECT COUNT(*) FROM retention_acted")).containsExactly("0");
  }

  @Test
  void aRerunKeepsTheFirstTrigger() {
    refused("never acted");
    here.atTerminal(true);
    Ended rerun = here.run("rerun 1 --output json");

    assertThat(rerun.exit()).as(rerun.all()).isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();

    here.itIs("2026-11-25T10:00:00Z");
    here.rules(RULES + "      max-drops: 1\n");
    Ended watched = here.run("run --output json");
    assertThat(watched.only().get("message").stringValue()).doesNotContain("new-rules:");
    here.atTerminal(false);
    here.rules(RULES);
    dropped("rerun", 2);
  }
}
