package io.github.milvusretention.cli;

import static io.github.milvusretention.cli.UsageSetup.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.story.Ended;
import io.github.milvusretention.story.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rules file that cannot be used is refused, before anything is contacted. */
class RefusedRulesTest {
  private final UsageSetup setup;
  private final Installation installation;

  RefusedRulesTest(@TempDir Path directory) {
    setup = new UsageSetup(directory);
    installation = setup.installation;
  }

  @Test
  void aMissingRulesFileIsNamed() {
    String nowhere = setup.directory.resolve("nowhere.yaml").toString();

    assertRefused(installation.runExactly("--config", nowhere, "plan"), nowhere, "--config");
    setup.assertNothingStarted();
  }

  @Test
  void allMistakesInTheRulesAreReportedTogether() {
    installation.rules(
        """
        retention:
          lease-tiem: 30s
          clusters:
            local:
              uri: ftp://somewhere
              request-timeout: 0s
          policies:
            one:
              cluster: prod
              collections: []
              colections: [docs]
              partitions: ["uuuu-dd"]
              keep: forever
              keep-newest: -1
              max-drops: none
              max-share: 150%
              zone: Mars/Olympus
              locale: xx-nonsense-language
              schedule: every night
              concurrency: 0
        """);

    for (String command : List.of("plan", "run", "check", "runs")) {
      assertRefused(
          installation.run(command),
          "lease-tiem",
          "ftp://somewhere",
          "request-timeout",
          "prod",
          "collections",
          "colections",
          "uuuu-dd",
          "forever",
          "keep-newest",
          "none",
          "150%",
          "Mars/Olympus",
          "xx-nonsense-language",
          "every night",
          "concurrency");
    }
    setup.assertNothingStarted();
  }

  @Test
  void rulesThatAreNotYamlAreRefusedWithTheLine() {
    installation.rules("retention:\n  policies: [\n  clusters: }\n");

    assertRefused(installation.run("run"), "retention.yaml:3:13: is not YAML");
    setup.assertNothingStarted();
  }

  @Test
  void anOfflineCheckContactsNothing() {
    Ended ended = installation.run("check --offline");

    assertThat(ended.exit()).as(ended.all()).isZero();
    assertThat(ended.out()).contains("rules", "1 policy, no mistake");
    assertThat(ended.err()).isEmpty();
    assertRefused(installation.run("check --offline --policy nope"), "nope", "quick-setup");
    installation.variable("RETENTION_POLICIES_QUICKSETUP_KEEP", "90d");
    assertRefused(
        installation.run("check --offline"),
        "environment variable RETENTION_POLICIES_QUICKSETUP_KEEP:"
            + " retention.policies.quick-setup.keep: \"90d\" is neither",
        "write P90D",
        "1 mistake in " + setup.directory.resolve("retention.yaml"));
    setup.assertNothingStarted();
  }

  @Test
  void rulesMayLieUnderAnyName() throws IOException {
    for (String name :
        List.of("a b.yaml", "a#b", "a?b", "a;b", "[x].yaml", "${x}", "日本.yaml", "%41")) {
      Path file = Files.writeString(setup.directory.resolve(name), Installation.RULES);
      Ended ended = installation.runExactly("--config", file.toString(), "check", "--offline");

      assertThat(ended.exit()).as(ended.all()).isZero();
    }
  }

  /** Under the locale C so is every letter beyond ASCII; this one is so everywhere. */
  @Test
  void aPathThatTheLocaleCannotHoldIsRefused() {
    String path = setup.directory.resolve("rules") + "\ud800";

    Ended config = installation.runExactly("--config", path, "check", "--offline");
    assertRefused(
        config, "--config: ", "in the locale of this process; start it with LC_ALL=C.UTF-8");
    assertThat(config.err().lines()).hasSize(1);
    setup.assertNothingStarted();

    installation.withOwnRepositoryFile().variable("RETENTION_DATA_DIR", path);
    Ended data = installation.run("runs");
    assertRefused(data, "RETENTION_DATA_DIR: ", "start it with LC_ALL=C.UTF-8");
    assertThat(data.err().lines()).hasSize(1);
    setup.assertNothingStarted();
  }

  @Test
  void rulesWhereSpringBootsSettingsGoAreRefused() {
    System.setProperty("retention.policies.quick-setup.keep", "P1M");
    try {
      assertRefused(
          installation.run("runs"),
          "retention.policies.quick-setup.keep is set in systemProperties, where rules are not"
              + " read; write it into the rules file");
    } finally {
      System.clearProperty("retention.policies.quick-setup.keep");
    }
    setup.assertNothingStarted();
  }
}
