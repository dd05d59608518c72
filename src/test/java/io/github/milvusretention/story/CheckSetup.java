package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.AfterTest;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The findings of {@code check}, which changes nothing. */
final class CheckSetup {
  static final String DB = "default";

  final Installation here;
  Sandbox sandbox = Installation.quickSetup();

  CheckSetup(Databases database, Path directory) {
    here = new Installation(database, directory, sandbox);
  }

  /** Another server instead, in the same state, that lets everybody in. */
  void anyTokenWillDo() {
    sandbox = Sandbox.builder().seed(States::quickSetup).start();
    AfterTest.close(sandbox);
    here.talksTo(sandbox);
  }

  /** The details of that level's findings, of a check that ends with that code. */
  List<String> found(String level, int exit) {
    sandbox.clearCalls();
    Ended checked = here.run("check --output json");
    assertThat(sandbox.mutations()).isEmpty();
    assertThat(checked.exit()).as(checked.all()).isEqualTo(exit);
    assertThat(checked.stackTrace()).isEmpty();
    return checked.json().values().stream()
        .filter(finding -> !ofTheTestsOwnServer(finding))
        .filter(finding -> finding.get("level").stringValue().equals(level))
        .map(finding -> finding.get("detail").stringValue())
        .toList();
  }

  /** The PostgreSQL of the tests does without what keeps its disk safe, of which check warns. */
  static boolean ofTheTestsOwnServer(JsonNode finding) {
    String detail = finding.get("detail").stringValue();
    return detail.contains("fsync=off") || detail.contains("full_page_writes=off");
  }
}
