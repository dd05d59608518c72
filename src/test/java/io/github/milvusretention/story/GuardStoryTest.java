package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plans that a guard refuses, and what a person's acceptance is good for. */
@OneDatabase
class GuardStoryTest {
  private static final String DB = "default";

  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  GuardStoryTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void maxDropsRefusesAndItsAcceptanceIsForOnePlanOnce() {
    here.rules(Installation.RULES + "      max-drops: 3\n");

    JsonNode plan = refusedPlan();
    assertThat(plan.get("refusedBy")).hasSize(1);
    JsonNode refusal = plan.get("refusedBy").get(0);
    assertThat(refusal.get("guard").stringValue()).isEqualTo("max-drops");
    assertThat(refusal.get("limit").stringValue()).isEqualTo("3");
    assertThat(refusal.get("figure").stringValue()).isEqualTo("7");

    String accept = refusedRun("max-drops", "3", "7");

    Ended again = here.run("run --output json");
    assertThat(again.exit()).as("a refused run stays refused").isEqualTo(4);
    Ended otherDay = here.run("run --as-of 2026-11-23 --accept " + digest(accept));
    assertThat(otherDay.exit()).as("for another plan it counts nothing").isEqualTo(4);
    assertThat(sandbox.mutations()).isEmpty();

    Ended accepted = here.run(accept.split(" "));
    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(6);
    assertThat(
            here.database()
                .ask(
                    "SELECT accepted_by FROM retention_plan"
                        + " WHERE as_of = '2026-11-24' AND accepted_at IS NOT NULL"))
        .singleElement()
        .asString()
        .startsWith(System.getProperty("user.name") + "@");

    sandbox.createPartitions(DB, "quick_setup", expired());
    sandbox.clearCalls();
    Ended twice = here.run("run --again --accept " + digest(accept) + " --output json");
    assertThat(twice.exit()).as("what was dropped is back").isEqualTo(4);
    assertThat(twice.only().get("message").stringValue())
        .contains("no longer matches", "with 7 partitions (RE_CREATED 7) that are kept until then");
    assertThat(sandbox.mutations()).isEmpty();
  }

  @Slow
  @Test
  void maxShareRefusesAndTheCommandUnderThePlanAcceptsIt() {
    here.rules(Installation.RULES.replace("75%", "50%"));

    JsonNode refusal = refusedPlan().get("refusedBy").get(0);
    assertThat(refusal.get("guard").stringValue()).isEqualTo("max-share");
    assertThat(refusal.get("limit").stringValue()).isEqualTo("50%");
    assertThat(refusal.get("figure").stringValue()).startsWith("7 of 12");
    Ended table = here.run("plan");
    assertThat(table.exit()).isEqualTo(4);
    Matcher command =
        Pattern.compile("run --policy quick-setup .*--accept sha256:[0-9a-f]{64}")
            .matcher(table.out());
    assertThat(command.find()).isTrue();
    refusedRun("max-share", "50%", "7 of 12");

    Ended accepted = here.run(command.group().split(" "));

    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(6);
  }

  @Test
  void aWrongDigestIsRefusedEvenIfNoGuardObjects() {
    String wrong = "sha256:" + "0".repeat(64);

    Ended ran = here.run("run --accept " + wrong + " --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.only().get("message").stringValue()).contains("nothing was dropped");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(here.results(1)).isEmpty();
    assertThat(here.run("rerun 1").exit()).as("without it, nothing stands in the way").isZero();
    assertThat(sandbox.partitions(DB, "quick_setup")).hasSize(6);
  }

  private JsonNode refusedPlan() {
    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).isEqualTo(4);
    return planned.only();
  }

  /** Runs, and returns the command that accepts what was refused. */
  private String refusedRun(String guard, String limit, String figure) {
    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(4);
    assertThat(Figures.of(ran.only())).isEqualTo(new Figures(0, 0, 0, 0));
    String message = ran.only().get("message").stringValue();
    assertThat(message).contains(guard, limit, figure, "nothing was dropped");
    assertThat(ran.err()).contains(message);
    assertThat(ran.stackTrace()).isEmpty();
    assertThat(sandbox.mutations()).isEmpty();
    Matcher command = Pattern.compile("rerun \\d+ --accept sha256:[0-9a-f]{64}").matcher(message);
    assertThat(command.find()).as(message).isTrue();
    return command.group();
  }

  private static String digest(String command) {
    return command.substring(command.indexOf("sha256:"));
  }

  private static List<String> expired() {
    return List.of("january", "february", "march", "april", "may", "june", "july");
  }
}
