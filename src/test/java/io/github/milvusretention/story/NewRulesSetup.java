package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A policy whose runs no person watches, and what new-rules makes of them. */
final class NewRulesSetup {
  static final String DB = "default";

  /** As it is without the key, which is accept; nothing of the last 200 days is due. */
  static final String RULES =
      Installation.RULES
          .replace("      new-rules: off\n", "")
          .replace("[quick_setup]", "[\"docs*\"]")
          .replace("[\"MMMM\"]", "[uuuu-MM-dd]")
          .replace("P3M", "P200D");

  /** With still-written as it is without the key, which is keep. */
  static final String COUNTED = RULES.replace("      still-written: off\n", "");

  final Sandbox sandbox = Installation.cluster();
  final Installation here;

  NewRulesSetup(Databases database, Path directory) {
    here = new Installation(database, directory, sandbox).rules(RULES);
    sandbox.createCollection(DB, "docs");
    sandbox.createPartitions(DB, "docs", month("2026-01"));
    sandbox.createPartitions(DB, "docs", month("2026-09"));
    sandbox.createPartitions(DB, "docs", month("2026-10"));
  }

  /** Two days of it. */
  static List<String> month(String month) {
    return List.of(month + "-10", month + "-20");
  }

  /** A person introduces the policy; from then on it has acted by its rules. */
  void introduce() {
    here.atTerminal(true);
    dropped("run", 2);
    here.atTerminal(false);
    here.itIs("2026-11-25T03:15:00Z");
    sandbox.clearCalls();
  }

  /** As {@link #introduce}, with row counts of the night before. */
  void introduceCounted(String rules) {
    here.rules(rules);
    here.atTerminal(true);
    dropped("run", 0);
    here.itIs("2026-11-25T03:15:00Z");
    dropped("run", 2);
    here.atTerminal(false);
    here.itIs("2026-11-25T10:00:00Z");
  }

  /** A run on which all goes well and that many partitions go. */
  void dropped(String command, int partitions) {
    Ended ran = here.run(command + " --output json");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.only().get("dropped").intValue()).as(ran.all()).isEqualTo(partitions);
  }

  /** Returns the message of a run that new-rules refuses, as it does the dry run. */
  String refused(String... because) {
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

  /** A person runs what such a message says, and that many partitions go. */
  void accepted(String message, int partitions) {
    String command = message.substring(message.indexOf("rerun "));
    dropped(command, partitions);
  }
}
