package io.github.milvusretention.story;

import static io.github.milvusretention.story.NewRulesSetup.COUNTED;
import static io.github.milvusretention.story.NewRulesSetup.DB;
import static io.github.milvusretention.story.NewRulesSetup.RULES;
import static io.github.milvusretention.story.NewRulesSetup.month;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scheduled runs, here a run without a terminal, of a policy that has never acted. */
@EveryDatabase
class NewRulesStoryTest {
  private final NewRulesSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  NewRulesStoryTest(Databases database, @TempDir Path directory) {
    setup = new NewRulesSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void aPolicyThatHasNeverActedWaitsForAPerson() {
    String message =
        setup.refused(
            "new-rules: 2 partitions", "never acted: default.docs (2026-01-10, 2026-01-20)");
    here.itIs("2026-11-25T03:15:00Z");
    setup.refused("never acted");
    here.itIs("2026-11-24T11:00:00Z");

    setup.accepted(message, 2);

    here.itIs("2026-11-25T03:15:00Z");
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    setup.dropped("run", 1);
    assertThat(
            here.database().ask("SELECT as_of FROM retention_plan WHERE accepted_by IS NOT NULL"))
        .as("only the first was accepted")
        .containsExactly("2026-11-24");
  }

  @Slow
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

  /** The first night only counts rows, so that nothing was shown that anybody could agree to. */
  @Slow
  @Test
  void aPersonWhoseFirstRunOnlyCountedRowsHasAgreedToNothing() {
    here.rules(COUNTED);
    here.atTerminal(true);
    setup.dropped("run", 0);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");

    setup.accepted(setup.refused("never acted: default.docs (2026-01-10, 2026-01-20)"), 2);
  }

  @Slow
  @Test
  void aPolicyThatWasRenamedIsNew() {
    setup.introduce();
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    here.rules(RULES.replace("quick-setup:", "renamed:"));

    setup.refused("this policy has never acted");
  }

  @Slow
  @Test
  void anotherAddressIsNew() {
    setup.introduce();
    try (Sandbox other = Sandbox.builder().token(Installation.TOKEN).start()) {
      other.createCollection(DB, "docs");
      other.createPartitions(DB, "docs", month("2026-01"));
      other.createPartitions(DB, "docs", month("2026-09"));
      other.createPartitions(DB, "docs", month("2026-10"));
      here.restart().talksTo(other);

      setup.refused("this policy has never acted on localhost:" + other.uri().getPort());

      assertThat(other.mutations()).isEmpty();
    }
  }

  @Slow
  @Test
  void nextFiringLetsEveryKindPassWhenPeopleWereTold() {
    here.rules(RULES + "      new-rules: next-firing\n");
    setup.refused("never acted", "at the first firing 20 hours after one has first told of them");
    here.itIs("2026-11-25T03:15:00Z");
    setup.refused("never acted", "(from 2026-11-25T06:00:00Z)");
    here.itIs("2026-11-25T06:00:00Z");
    setup.dropped("rerun", 2);

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P60D") + "      new-rules: next-firing\n");
    setup.refused("keep");
    here.itIs("2026-11-27T03:15:00Z");
    setup.dropped("run", 2);
  }

  /** Nobody could say later for how long people have known. */
  @Slow
  @Test
  void aNightWhoseClockMayBeWrongCountsForNothing() {
    here.rules(RULES + "      new-rules: next-firing\n");
    sandbox.clock(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));

    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.only().get("message").stringValue()).contains("clock-tolerance", "new-rules");
    assertThat(here.database().ask("SELECT COUNT(*) FROM retention_acted")).containsExactly("0");
  }

  @Slow
  @Test
  void aRerunKeepsTheFirstTrigger() {
    setup.refused("never acted");
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
    setup.dropped("rerun", 2);
  }
}
