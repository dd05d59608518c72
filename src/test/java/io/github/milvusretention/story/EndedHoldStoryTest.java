package io.github.milvusretention.story;

import static io.github.milvusretention.story.HoldSetup.COLLECTION;
import static io.github.milvusretention.story.HoldSetup.DB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.EveryDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold that ended by itself frees nothing before a run has said so. */
@Slow
@EveryDatabase
class EndedHoldStoryTest {
  private static final String OF_MARCH =
      """
            partition: march
            owner: ada
            reason: "audit of March"
      """
          .indent(2);

  private final HoldSetup setup;
  private final Sandbox sandbox;
  private final Installation here;

  EndedHoldStoryTest(Databases kind, @TempDir Path directory) {
    setup = new HoldSetup(kind, directory);
    sandbox = setup.sandbox;
    here = setup.here;
  }

  @Test
  void anExpiredHoldFreesNothingForOneMoreRunAndSaysSo() {
    setup.hold("--partition march --expires 2026-11-24");
    assertThat(here.run("run").exit()).isZero();
    here.itIs("2026-11-25T00:00:00Z");
    String warning =
        "hold 1 of ada (audit) expired after 2026-11-24; it still holds 1 partition in the run"
            + " that says so first, and none in the run after that";
    assertThat(here.run("plan").err()).contains(warning);
    assertThat(setup.planned("march").get("heldBy").get(0).get("ending").stringValue())
        .isEqualTo("expired");

    Ended first = here.run("run --output json");

    assertThat(first.err()).contains(warning);
    assertThat(sandbox.partitions(DB, COLLECTION)).contains("march");

    here.itIs("2026-11-26T00:00:00Z");
    assertThat(setup.planned("march").get("verdict").stringValue()).isEqualTo("EXPIRED");
    Ended second = here.run("run --output json");
    assertThat(second.only().get("dropped").intValue()).as(second.all()).isEqualTo(1);
    assertThat(sandbox.partitions(DB, COLLECTION)).doesNotContain("march");
  }

  @Test
  void aHoldThatIsRemovedFromTheFileFreesNothingForOneMoreNight() {
    here.rules(withHold(OF_MARCH));
    assertThat(setup.planned("march").get("reason").stringValue())
        .startsWith("held by hold audit of the rules file, of ada (audit of March)");
    assertThat(here.run("run").exit()).isZero();
    here.rules(Installation.RULES);
    here.itIs("2026-11-25T10:00:00Z");
    String warning =
        "hold audit of the rules file, of ada (audit of March) is no longer in the rules file";
    assertThat(here.run("plan").err()).contains(warning).contains("it still holds 1 partition");
    assertThat(here.run("hold list").out()).contains("removed from the file");

    Ended night = here.run("run --output json");
    assertThat(night.err()).contains(warning);
    Ended again = here.run("run --again --output json");

    assertThat(again.only().get("dropped").intValue()).as("the same night").isZero();
    here.itIs("2026-11-26T10:00:00Z");
    Ended next = here.run("run --output json");
    assertThat(next.only().get("dropped").intValue()).as(next.all()).isEqualTo(1);
    assertThat(here.run("hold list --output json").json()).isEmpty();
  }

  private static String withHold(String lines) {
    return Installation.RULES
        .replace("  policies:\n", "  holds:\n    audit:\n" + lines)
        .replace("    quick-setup:", "  policies:\n    quick-setup:");
  }
}
