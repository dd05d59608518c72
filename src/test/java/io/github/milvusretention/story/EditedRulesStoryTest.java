package io.github.milvusretention.story;

import static io.github.milvusretention.story.NewRulesSetup.COUNTED;
import static io.github.milvusretention.story.NewRulesSetup.DB;
import static io.github.milvusretention.story.NewRulesSetup.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scheduled runs that would drop more because the rules of their policy were edited. */
@Slow
@EveryDatabase
class EditedRulesStoryTest {
  private final NewRulesSetup setup;
  private final Installation here;
  private final Sandbox sandbox;

  EditedRulesStoryTest(Databases database, @TempDir Path directory) {
    setup = new NewRulesSetup(database, directory);
    here = setup.here;
    sandbox = setup.sandbox;
  }

  @Test
  void anEditWaitsOnlyForWhatIsDueBecauseOfIt() {
    setup.introduce();
    here.rules(RULES.replace("P200D", "P40D"));
    String message = setup.refused("3 partitions are due", "keep");
    assertThat(message).contains("default.docs (2026-09-10, 2026-09-20, 2026-10-10)");
  }

  @Test
  void aShorterKeepWaitsALongerOneDoesNotAndTheFirstAgainDoes() {
    setup.introduce();
    here.rules(RULES.replace("P200D", "P60D"));
    setup.refused(
        "2 partitions", "changed since this policy last acted: keep", "2026-09-10, 2026-09-20");

    here.rules(RULES.replace("P200D", "P400D"));
    setup.dropped("run --again", 0);

    here.itIs("2026-11-26T03:15:00Z");
    sandbox.createPartitions(DB, "docs", "2026-02-01");
    here.rules(RULES);
    setup.refused("1 partition is due", "keep", "default.docs (2026-02-01)");
  }

  @Test
  void anEditThatMattersOnlyLaterWaitsThen() {
    setup.introduce();
    here.rules(RULES.replace("P200D", "P77D"));
    setup.dropped("run", 0);
    assertThat(here.run("plan").err()).contains("nothing is due because of it yet");

    here.itIs("2026-11-27T03:15:00Z");
    setup.refused("1 partition is due", "keep", "2026-09-10");
  }

  @Test
  void aPersonAtTheTerminalAgreesToNoEditWhoseEffectOnlyCountedRows() {
    setup.introduceCounted(COUNTED);
    here.rules(COUNTED.replace("P200D", "P60D"));
    here.atTerminal(true);
    setup.dropped("run --again", 0);
    here.atTerminal(false);
    here.itIs("2026-11-26T03:15:00Z");

    setup.accepted(setup.refused("2 partitions", "keep", "2026-09-10, 2026-09-20"), 2);
  }

  @Test
  void aShorterGraceWaitsWhenSomethingIsDueBecauseOfIt() {
    here.rules(RULES + "      grace: P7D\n");
    here.atTerminal(true);
    setup.dropped("run", 0);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");
    here.rules(RULES + "      grace: P5D\n");

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).as(planned.all()).isZero();
    JsonNode figures = planned.only().get("figures");
    assertThat(figures.get("due").intValue()).isZero();
    assertThat(figures.get("oldest").isNull()).isTrue();
    setup.dropped("run", 0);

    here.itIs("2026-11-29T11:00:00Z");
    setup.refused("2 partitions", "grace", "2026-01-10, 2026-01-20");
  }

  @Test
  void aRaisedLimitWaitsWhereTheOldOneWouldRefuse() {
    here.rules(RULES + "      max-drops: 2\n");
    setup.introduce();
    sandbox.createPartitions(DB, "docs", "2026-02-01", "2026-02-02", "2026-02-03");
    here.rules(RULES + "      max-drops: 1000\n");

    setup.refused("3 partitions", "max-drops", "the limits that it acted by refuse this plan");
  }

  @Test
  void switchingTheGuardOffIsAnEditToo() {
    setup.introduce();
    here.rules(RULES.replace("P200D", "P60D") + "      new-rules: off\n");
    setup.accepted(setup.refused("keep, new-rules"), 2);

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P30D") + "      new-rules: off\n");
    setup.dropped("run", 1);
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
    setup.dropped("run --policy quick-setup", 1);
    here.atTerminal(false);
    here.rules(RULES);
    here.itIs("2026-11-25T03:15:00Z");

    setup.refused("2 partitions", "what other policies claim");
  }

  @Test
  void aNightThatAnotherGuardRefusedUsesNothingUp() {
    setup.introduce();
    here.rules(RULES.replace("P200D", "P60D") + "      max-drops: 1\n");
    Ended both = here.run("run --output json");
    assertThat(both.exit()).isEqualTo(4);
    assertThat(both.only().get("message").stringValue())
        .contains("max-drops allows 1", "new-rules");

    here.itIs("2026-11-26T03:15:00Z");
    here.rules(RULES.replace("P200D", "P60D"));
    setup.refused("keep");
  }
}
