package io.github.milvusretention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.answers.Contract;
import io.github.milvusretention.answers.Schemas;
import io.github.milvusretention.check.FindingId;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.policy.Action;
import io.github.milvusretention.policy.Verdict;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of the answers promise enough. The answers of all tests are held against them. */
class AnswersTest {
  static List<String> names() {
    return Schemas.names();
  }

  @Test
  void everyCommandWithJsonHasOneAndNoneIsIdle() {
    Set<String> used = new TreeSet<>(Contract.SCHEMAS.values());
    used.addAll(Contract.OVER_HTTP);
    used.addAll(List.of("error", "common"));

    assertThat(Schemas.names()).containsExactlyElementsOf(used);
    assertThat(Contract.SCHEMAS.keySet()).containsExactlyInAnyOrderElementsOf(withJson());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsValidAndOfThisDraft(String name) {
    JsonNode schema = Schemas.read(name);

    assertThat(schema.get("$schema").stringValue())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(Schemas.mistakes(schema)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachObjectIsClosedAndEachKeyDescribed(String name) {
    List<JsonNode> objects = new ArrayList<>();
    collect(Schemas.read(name), objects);

    for (JsonNode object : objects) {
      if (object.has("propertyNames")) {
        // Counts by a name of an enumeration.
        continue;
      }
      assertThat(object.get("additionalProperties").booleanValue()).as("%s", object).isFalse();
      object
          .get("properties")
          .properties()
          .forEach(
              key ->
                  assertThat(key.getValue().has("description") || key.getValue().has("$ref"))
                      .as("%s of %s", key.getKey(), object)
                      .isTrue());
    }
  }

  @Test
  void theWordsAreThoseOfTheProgram() {
    JsonNode common = Schemas.read("common").get("$defs");

    assertThat(words(common.get("verdict"))).isEqualTo(words(Verdict.values()));
    assertThat(words(common.get("action"))).isEqualTo(words(Action.values()));
    assertThat(words(common.get("state"))).isEqualTo(words(State.values()));
    assertThat(words(Schemas.read("check").get("items").get("properties").get("id")))
        .isEqualTo(words(FindingId.values()));
  }

  @Test
  void aKeyThatIsNotPromisedIsAMistakeAndSoIsOneThatIsMissing() {
    JsonMapper mapper = JsonMapper.shared();
    JsonNode stop = mapper.readTree("{\"executionId\":1,\"policy\":\"p\",\"asOf\":\"2026-11-24\"}");
    JsonNode more =
        mapper.readTree("{\"executionId\":1,\"policy\":\"p\",\"asOf\":\"2026-11-24\",\"x\":1}");
    JsonNode fewer = mapper.readTree("{\"executionId\":1,\"policy\":\"p\"}");
    JsonNode other = mapper.readTree("{\"executionId\":1,\"policy\":\"p\",\"asOf\":\"tomorrow\"}");

    assertThat(Schemas.mistakes("stop", stop)).isEmpty();
    assertThat(Schemas.mistakes("stop", more)).hasSize(1);
    assertThat(Schemas.mistakes("stop", fewer)).hasSize(1);
    assertThat(Schemas.mistakes("stop", other)).as("by a common part").hasSize(1);
  }

  private static List<String> withJson() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return withJson(
        RetentionCommand.commandLine(
            new CommandContext(AnswersTest.class, Map.of(), Clock.systemUTC(), nowhere, nowhere)));
  }

  private static List<String> withJson(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<String> names = new ArrayList<>();
    if (spec.parent() != null
        && spec.subcommands().isEmpty()
        && spec.findOption("--output") != null) {
      names.add(spec.qualifiedName().substring(spec.root().name().length() + 1));
    }
    command.getSubcommands().values().forEach(each -> names.addAll(withJson(each)));
    return names;
  }

  private static void collect(JsonNode schema, List<JsonNode> objects) {
    if (schema.has("type") && schema.get("type").toString().contains("object")) {
      objects.add(schema);
    }
    schema.forEach(part -> collect(part, objects));
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.get("enum").forEach(word -> words.add(word.stringValue()));
    return words;
  }

  private static Set<String> words(Object[] values) {
    return new TreeSet<>(Arrays.stream(values).map(Object::toString).toList());
  }
}
