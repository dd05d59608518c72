package io.github.milvusretention.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.sandbox.Version;
import io.github.milvusretention.tier.Slow;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Milvus {@code check} says it found. The job repository has no part in it: H2 alone. */
@Slow
class ServerVersionStoryTest {
  private Sandbox sandbox = start(Version.V2_6_19);
  private final Installation here;

  ServerVersionStoryTest(@TempDir Path directory) {
    here = new Installation(Databases.H2, directory, sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V2_3_13 | Milvus 2.3.13 or later, before 2.4.3  | before 2.4.3: before 2.4.9 dropped",
        "V2_4_2  | Milvus 2.3.13 or later, before 2.4.3  | before 2.4.3: before 2.4.9 dropped",
        "V2_4_17 | Milvus 2.4.3 or later, before 2.4.18  | possibly affected: before 2.4.9 dropped",
        "V2_6_18 | Milvus 2.5.0 or later, before 3.0.0   |",
        "V3_0_0  | Milvus 3.0.0 or later                 |",
      })
  void theServersVersionIsConcludedFromItsAnswers(
      Version version, String concluded, @Nullable String defect) {
    sandbox.close();
    sandbox = start(version);
    here.talksTo(sandbox);

    assertThat(found("ok", 0)).contains("answers; " + concluded);
    if (defect == null) {
      assertThat(found("warning", 0)).isEmpty();
    } else {
      assertThat(found("warning", 0))
          .hasSize(2)
          .anyMatch(warning -> warning.contains(defect) && warning.contains("milvus#33330"))
          .anyMatch(warning -> warning.contains("before 2.4.18 a drop can be refused"));
    }
  }

  @ParameterizedTest
  @CsvSource({"2.4.8, 2.4.8", "v2.4.8, 2.4.8", "2.4.8 (build 7), 2.4.8", "v2.4.8-dev, 2.4.8-dev"})
  void theServersOwnWordIsTaken(String told, String understood) {
    sandbox.on("server/version").react(Reaction.data("{\"version\":\"" + told + "\"}"));

    assertThat(found("ok", 0)).contains("answers; Milvus " + understood);
    assertThat(found("warning", 0))
        .hasSize(2)
        .allMatch(warning -> warning.startsWith("Milvus " + understood + ": before 2.4."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"version\":null}", "{\"version\":\"master-20260807\"}"})
  void aWordWithoutANumberIsNone(String data) {
    sandbox.on("server/version").react(Reaction.data(data));

    assertThat(found("ok", 0)).contains("answers; Milvus 2.5.0 or later, before 3.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7", "[7]", "[{}]", "[]"})
  void anOddListOfCollectionsNarrowsNothing(String data) {
    sandbox.on("collections/list").once().react(Reaction.data(data));

    assertThat(found("ok", 0)).contains("answers; Milvus 2.4.18 or later");
  }

  @Test
  void whatCannotBeAskedIsLeftOpen() {
    sandbox.on("databases/list").react(Reaction.forbidden("ListDatabases"));
    sandbox.on("collections/list").once().react(Reaction.forbidden("ShowCollections"));

    assertThat(found("ok", 0)).contains("answers; Milvus 2.3.13 or later");
  }

  @Test
  void aTokenThatIsRefusedIsAProblemWhateverTheVersion() {
    sandbox.on("server/version").react(Reaction.unauthenticated());

    assertThat(found("problem", 6)).singleElement().asString().contains("token");
  }

  private static Sandbox start(Version version) {
    return Sandbox.builder()
        .version(version)
        .token(Installation.TOKEN)
        .seed(States::quickSetup)
        .start();
  }

  private List<String> found(String level, int exit) {
    Ended checked = here.run("check --output json");
    assertThat(checked.exit()).as(checked.all()).isEqualTo(exit);
    assertThat(sandbox.mutations()).isEmpty();
    return checked.json().values().stream()
        .filter(finding -> finding.get("level").stringValue().equals(level))
        .map(finding -> finding.get("detail").stringValue())
        .toList();
  }
}
