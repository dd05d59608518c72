package io.github.milvusretention.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.answers.Schemas;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.sandbox.States;
import io.github.milvusretention.story.Installation;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon, and a program of each role that asks it to act. */
final class ActingSetup implements AutoCloseable {
  static final String RULES =
      Installation.RULES
          .replace(
              "retention:\n",
              "retention:\n  console:\n    tokens:\n"
                  + Programs.token("board", "viewer")
                  + Programs.token("ci", "operator")
                  + Programs.token("chief", "approver")
                  + Programs.token("both", "operator, approver"))
          // A guard refuses seven of twelve, until somebody accepts them.
          .replace("max-share: 75%", "max-share: 10%");

  final Sandbox milvus;
  final Installation program;
  private Application daemon;

  ActingSetup(Path directory) {
    milvus = Sandbox.builder().seed(States::quickSetup).start();
    program = new Installation(Databases.H2, directory, milvus).rules(RULES);
    daemon = program.serve();
  }

  /** From now on by these rules: programs are asked for anew. */
  void serve(String rules) {
    daemon.close();
    daemon = program.rules(rules).serve();
  }

  /** One that has a token of that name, or has none that is known. */
  Programs program(String name) {
    return new Programs(daemon, name);
  }

  static void refuse(int status, int code, HttpResponse<String> answer, String message) {
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(status);
    assertThat(Schemas.mistakes("error", json(answer))).as(answer.body()).isEmpty();
    assertThat(json(answer).get("error").get("code").intValue()).isEqualTo(code);
    assertThat(json(answer).get("error").get("message").stringValue()).contains(message);
  }

  static void assertIsRun(HttpResponse<String> answer) {
    assertThat(Schemas.mistakes("runs", JsonMapper.shared().createArrayNode().add(json(answer))))
        .as(answer.body())
        .isEmpty();
  }

  JsonNode ended(long id) {
    Programs board = program("board");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !json(board.get("/runs/" + id)).get("exitCode").isNull());
    return json(board.get("/runs/" + id));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() {
    daemon.close();
    milvus.close();
  }
}
