package io.github.milvusretention.crash;

import io.github.milvusretention.rules.console.TokenHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that acts at one daemon by its API, with a token of that name.
 *
 * @param address of the API
 */
record Program(String name, String address) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  /** Waits until the daemon answers. */
  static Program at(ChildProcess daemon, String name) {
    daemon.awaitOutput("Tomcat started on port ");
    Matcher port = PORT.matcher(daemon.output());
    if (!port.find()) {
      throw new IllegalStateException(daemon.output());
    }
    return new Program(name, "http://127.0.0.1:" + port.group(1) + "/api/v1");
  }

  /** Rules in which these programs may act. */
  static String letIn(String rules) {
    return rules.replaceFirst(
        "retention:\n",
        "retention:\n  console:\n    tokens:\n"
            + "      ci: {hash: \"%s\", roles: [operator]}\n".formatted(TokenHash.of("ci").value())
            + "      chief: {hash: \"%s\", roles: [approver]}\n"
                .formatted(TokenHash.of("chief").value()));
  }

  HttpResponse<String> post(String path, String json) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(request(path).GET());
  }

  /** The status of the answer; empty if the daemon died instead of answering. */
  Optional<Integer> tries(String path, String json) {
    try {
      return Optional.of(post(path, json).statusCode());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(Duration.ofMinutes(1))
        .header("Authorization", "Bearer " + name);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
