package io.github.milvusretention.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.cli.output.ErrorAnswer;
import io.github.milvusretention.story.Ended;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every command with {@code --output json} promises: its answer is as its schema says, or it
 * has ended with an error as JSON.
 */
public final class Contract {
  /** The schema of each command. */
  public static final Map<String, String> SCHEMAS =
      Map.ofEntries(
          Map.entry("plan", "plan"),
          Map.entry("run", "run"),
          Map.entry("rerun", "run"),
          Map.entry("runs", "runs"),
          Map.entry("show", "show"),
          Map.entry("why", "why"),
          Map.entry("forecast", "forecast"),
          Map.entry("check", "check"),
          Map.entry("recover", "recover"),
          Map.entry("stop", "stop"),
          Map.entry("restore", "restore"),
          Map.entry("purge", "purge"),
          Map.entry("hold list", "hold-list"),
          Map.entry("hold add", "hold"),
          Map.entry("hold remove", "hold"));

  /** The schemas of what only {@code /api/v1} answers. */
  public static final Set<String> OVER_HTTP = Set.of("audit", "policies");

  private Contract() {}

  /** Throws {@link AssertionError} if an answer over HTTP is not as that schema says. */
  public static void hold(String schema, HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(Schemas.mistakes(schema, JsonMapper.shared().readTree(answer.body())))
        .as("%s: %s", answer.uri(), answer.body())
        .isEmpty();
  }

  /** Throws {@link AssertionError} if a command has broken its promise. */
  public static void hold(String[] line, Ended ended) {
    if (!ErrorAnswer.isWanted(line) || List.of(line).contains("--help")) {
      return;
    }
    List<JsonNode> errors = ended.errors();
    for (JsonNode error : errors) {
      assertThat(
              Schemas.mistakes("error", JsonMapper.shared().createObjectNode().set("error", error)))
          .as("%s: %s", String.join(" ", line), error)
          .isEmpty();
    }
    Optional<JsonNode> answer = answer(ended);
    if (answer.isEmpty()) {
      assertThat(ended.exit()).as("%s: no whole answer", String.join(" ", line)).isNotZero();
      assertThat(errors).as("%s: %s", String.join(" ", line), ended.err()).isNotEmpty();
      return;
    }
    String schema = schema(line);
    assertThat(Schemas.mistakes(schema, answer.get()))
        .as("%s: %s", String.join(" ", line), ended.out())
        .isEmpty();
  }

  /** Empty if there is none, or if it was broken off. */
  private static Optional<JsonNode> answer(Ended ended) {
    try {
      return ended.out().isBlank() ? Optional.empty() : Optional.of(ended.json());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String schema(String[] line) {
    List<String> words = List.of(line);
    return SCHEMAS.entrySet().stream()
        .filter(entry -> isCommand(entry.getKey().split(" "), words))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no schema for " + words));
  }

  /** Options may stand between the words of a command. */
  private static boolean isCommand(String[] command, List<String> words) {
    int first = words.indexOf(command[0]);
    return first >= 0
        && (command.length == 1
            || words.subList(first, words.size()).stream()
                .filter(word -> SCHEMAS.containsKey(command[0] + " " + word))
                .findFirst()
                .filter(command[1]::equals)
                .isPresent());
  }
}
