package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.database.OneDatabase;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several policies in one rules file. */
@Slow
@OneDatabase
class SeveralPoliciesTest {
  private final Sandbox sandbox = Installation.quickSetup();
  private final Installation here;

  SeveralPoliciesTest(Databases database, @TempDir Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  @Test
  void eachRunsWhateverHappensToTheOthersAndTheGravestDecides() {
    here.rules(
        Installation.RULES
            .replace("  clusters:\n", "  clusters:\n    away:\n      uri: http://127.0.0.1:1\n")
            .replace(
                "  policies:\n",
                """
                  policies:
                    first:
                      cluster: away
                      collections: [events]
                      partitions: ["uuuu-MM-dd"]
                      keep: P90D
                      still-written: off
                """));

    Ended planned = here.run("plan --output json");
    assertThat(planned.exit()).isEqualTo(6);
    assertThat(planned.only().get("policy").stringValue()).isEqualTo("quick-setup");
    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isEqualTo(6);
    assertThat(ran.json()).hasSize(2);
    assertThat(ran.json().get(0).get("policy").stringValue()).isEqualTo("first");
    assertThat(ran.json().get(0).get("exitCode").intValue()).isEqualTo(6);
    assertThat(ran.json().get(1).get("exitCode").intValue()).isZero();
    assertThat(Figures.of(ran.json().get(1))).isEqualTo(new Figures(7, 0, 0, 0));
    assertThat(here.run("run --policy quick-setup").exit()).isZero();
    Ended rerun = here.run("rerun --output json");
    assertThat(rerun.exit()).isEqualTo(6);
    assertThat(rerun.only().get("policy").stringValue())
        .as("only the unfinished one is continued")
        .isEqualTo("first");
  }

  @Test
  void whatTwoPoliciesClaimNeitherDrops() {
    here.rules(
        Installation.RULES
            + """
                rival:
                  cluster: local
                  collections: ["quick_*"]
                  partitions: ["MMM", "MMMM"]
                  keep: P1M
                  still-written: off
            """);

    Ended planned = here.run("plan --policy quick-setup --output json");
    assertThat(planned.only().get("summary")).hasToString("{\"PROTECTED\":1,\"CONFLICT\":12}");
    assertThat(planned.out()).contains("rival");
    Ended ran = here.run("run --output json");

    assertThat(ran.exit()).isZero();
    assertThat(sandbox.mutations()).isEmpty();
  }
}
