package io.github.milvusretention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Commands that change nothing, from which Java learns what to load for those of the user. They run
 * on a repository that is thrown away, against a server of their own that holds one collection, and
 * read no setting of the user's.
 */
final class Rehearsal {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/v2/vectordb/databases/list", "[\"default\"]",
          "/v2/vectordb/collections/list", "[\"rehearsal\"]",
          "/v2/vectordb/collections/describe",
              "{\"collectionName\":\"rehearsal\",\"collectionID\":1,\"partitionsNum\":2,"
                  + "\"load\":\"LoadStateNotLoad\",\"properties\":[],\"functions\":[],"
                  + "\"fields\":[{\"name\":\"id\",\"partitionKey\":false}]}",
          "/v2/vectordb/partitions/list", "[\"_default\",\"2020-01-15\"]",
          "/v2/vectordb/partitions/has", "{\"has\":true}");

  private Rehearsal() {}

  /** Takes an empty folder to work in. */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path folder = Path.of(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Rehearsal::answer);
    server.start();
    String rules =
        Files.writeString(folder.resolve("retention.yaml"), rules(server.getAddress().getPort()))
            .toString();
    // For users whose clusters have certificates; the server here has none.
    SSLContext.getDefault();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandContext here =
        new CommandContext(
            MilvusRetention.class,
            Map.of("RETENTION_DATA_DIR", folder.resolve("data").toString()),
            Clock.systemUTC(),
            nowhere,
            nowhere);
    // The plan has one partition to drop. The run has none: on that day it was not expired.
    int exit =
        RetentionCommand.execute(here, "--config", rules, "plan")
            + RetentionCommand.execute(here, "--config", rules, "run", "--as-of", "2020-01-15")
            + RetentionCommand.execute(here, "--config", rules, "runs");
    System.exit(exit);
  }

  private static String rules(int port) {
    return """
        retention:
          clusters:
            rehearsal:
              uri: http://127.0.0.1:%d
              retry-budget: 0s
          policies:
            rehearsal:
              cluster: rehearsal
              collections: ["*"]
              partitions: [uuuu-MM-dd]
              keep: P1D
              new-rules: off
        """
        .formatted(port);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String data = ANSWERS.get(exchange.getRequestURI().getPath());
      byte[] answer = (data == null ? "404" : "{\"code\":0,\"data\":" + data + "}").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(data == null ? 404 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
