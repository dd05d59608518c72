package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.sandbox.Version;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Releases tell load states in different ways; before 2.5 not why there is no progress. */
@Slow
class GraceOnEveryServerTest {
  private static final String DB = "default";

  @ParameterizedTest
  @EnumSource(names = {"V2_3_13", "V2_4_3", "V2_5_0", "V2_6_18", "V3_0_0"})
  void aRunReleasesAndALaterOneDrops(Version version, @TempDir Path directory) {
    try (Sandbox sandbox =
        Sandbox.builder()
            .version(version)
            .token(Installation.TOKEN)
            .seed(States::quickSetup)
            .start()) {
      Installation here =
          new Installation(Databases.H2, directory, sandbox)
              .rules(Installation.RULES + "      grace: P7D\n");
      assertThat(here.run("run").exit()).isZero();
      assertThat(here.results(1)).hasSize(7).allMatch(row -> row.endsWith(" RELEASED"));
      assertThat(sandbox.loaded(DB, "quick_setup")).doesNotContain("june");
      sandbox.load(DB, "quick_setup", "may");
      here.itIs("2026-12-02T10:00:00Z");

      Ended next = here.run("run");

      assertThat(next.exit()).as(next.all()).isZero();
      assertThat(sandbox.partitions(DB, "quick_setup")).contains("may").doesNotContain("june");
      assertThat(sandbox.loaded(DB, "quick_setup")).contains("may");
      assertThat(here.run("restore july").exit()).isEqualTo(2);
      assertThat(here.run("restore august").exit()).as("released that night").isZero();
      assertThat(sandbox.loaded(DB, "quick_setup")).contains("august");
    }
  }
}
