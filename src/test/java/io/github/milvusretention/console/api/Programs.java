package io.github.milvusretention.console.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.rules.console.TokenHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.core.env.Environment;

/** A program that asks a daemon. Its token is its name. */
final class Programs {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final String address;
  private final String name;

  Programs(Application daemon, String name) {
    this.name = name;
    String port = daemon.get(Environment.class).getRequiredProperty("local.server.port");
    address = "http://127.0.0.1:" + port + "/api/v1";
  }

  /** Its lines beneath {@code tokens:}. */
  static String token(String name, String roles) {
    return "      %s: {hash: \"%s\", roles: [%s]}\n"
        .formatted(name, TokenHash.of(name).value(), roles);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + name);
  }

  /** The whole answer to a request that no client would send. */
  String raw(String firstLine) throws IOException {
    URI to = URI.create(address);
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket
          .getOutputStream()
          .write((firstLine + "\r\nAuthorization: Bearer " + name + "\r\n\r\n").getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
