package io.github.milvusretention.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A plain HTTP client for the tests of this package. It does not interpret answers. */
final class Client {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI uri;
  private final String token;

  Client(URI uri, String token) {
    this.uri = uri;
    this.token = token;
  }

  /**
   * An answer.
   *
   * @param json a missing node if the body is not JSON
   */
  record Answer(int status, HttpHeaders headers, String body, JsonNode json) {
    String contentType() {
      return headers.firstValue("Content-Type").orElse("");
    }

    boolean hasData() {
      return json.has("data");
    }

    JsonNode data() {
      return json.path("data");
    }

    int code() {
      return json.path("code").asInt(-1);
    }

    String message() {
      return json.path("message").asString("");
    }
  }

  /** Sends a POST to a route below the prefix. {@code headers} are name, value, name, value. */
  Answer post(String route, String body, String... headers) throws IOException {
    return send(request("/v2/vectordb/" + route, headers).POST(BodyPublishers.ofString(body)));
  }

  CompletableFuture<Answer> postLater(String route, String body) {
    return http.sendAsync(
            request("/v2/vectordb/" + route).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString())
        .thenApply(Client::answer);
  }

  Answer postTo(String path) throws IOException {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer get(String path) throws IOException {
    return send(request(path).GET());
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      return http.sendAsync(request.build(), BodyHandlers.ofString())
          .thenApply(Client::answer)
          .join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri.resolve(path)).timeout(Duration.ofSeconds(60));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(), response.headers(), response.body(), parse(response.body()));
  }

  private static JsonNode parse(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
