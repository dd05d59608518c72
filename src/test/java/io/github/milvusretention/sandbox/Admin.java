package io.github.milvusretention.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * For manual use, outside REST v2 and without a token: {@code POST /sandbox/refuse?partition=june}
 * (from then on, drops of that name are refused as loaded), {@code POST /sandbox/heal}, {@code POST
 * /sandbox/reset}, {@code GET /sandbox/calls}.
 */
final class Admin implements HttpHandler {
  private static final String PARTITION = "partition=";
  private static final String ROUTES =
      """
      POST /sandbox/refuse?partition=NAME
      POST /sandbox/heal
      POST /sandbox/reset
      GET /sandbox/calls
      """;

  private final Sandbox sandbox;

  Admin(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    http.getRequestBody().readAllBytes();
    Wire.send(
        http,
        answer(
            http.getRequestMethod() + " " + http.getRequestURI().getPath(),
            http.getRequestURI().getRawQuery()));
  }

  private Reply answer(String request, @Nullable String query) {
    return switch (request) {
      case "POST /sandbox/refuse" -> refuse(query);
      case "POST /sandbox/heal" -> {
        sandbox.heal();
        yield done("healed");
      }
      case "POST /sandbox/reset" -> {
        sandbox.reset();
        yield done("reset");
      }
      case "GET /sandbox/calls" -> calls();
      default -> Reply.text(404, ROUTES);
    };
  }

  private Reply refuse(@Nullable String query) {
    if (query == null || !query.startsWith(PARTITION)) {
      return Reply.text(400, "name the partition: /sandbox/refuse?partition=june\n");
    }
    String partition =
        URLDecoder.decode(query.substring(PARTITION.length()), StandardCharsets.UTF_8);
    sandbox.on("partitions/drop").forPartition(partition).react(Reaction.loaded());
    return done("refusing drops of " + partition);
  }

  private Reply calls() {
    ArrayNode list = Envelope.array();
    sandbox
        .calls()
        .forEach(
            call ->
                list.add(Envelope.object().put("route", call.route()).set("body", call.body())));
    return Reply.json(200, JsonMapper.shared().writeValueAsString(list));
  }

  private static Reply done(String what) {
    return Reply.text(200, what + "\n");
  }
}
