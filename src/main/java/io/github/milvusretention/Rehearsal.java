package io.github.milvusretention;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;

/**
 * Commands that do nothing, from which Java learns what to load for those that do. They run on a
 * repository that is thrown away, against a server of their own that has no collection, and read no
 * setting of the user's.
 */
final class Rehearsal {
  private static final String NOTHING = "{\"code\":0,\"data\":[]}";

  private Rehearsal() {}

  /** Takes an empty folder to work in. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int exit;
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answer(server), "rehearsal");
      answers.setDaemon(true);
      answers.start();
      Path rules = Files.writeString(folder.resolve("retention.yaml"), rules(server));
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      CommandContext here =
          new CommandContext(
              MilvusRetention.class,
              Map.of("RETENTION_DATA_DIR", folder.resolve("data").toString()),
              Clock.systemUTC(),
              nowhere,
              nowhere);
      RetentionCommand.execute(here, "--config", rules.toString(), "run");
      exit = RetentionCommand.execute(here, "--config", rules.toString(), "runs");
    }
    System.exit(exit);
  }

  private static String rules(ServerSocket server) {
    return """
        retention:
          clusters:
            nowhere:
              uri: http://127.0.0.1:%d
              retry-budget: 0s
          policies:
            nothing:
              cluster: nowhere
              collections: ["*"]
              partitions: [uuuu-MM-dd]
              keep: P1D
        """
        .formatted(server.getLocalPort());
  }

  /** Until the server is closed. */
  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        readRequest(new BufferedReader(new InputStreamReader(caller.getInputStream(), ISO_8859_1)));
        String head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: "
                + NOTHING.length()
                + "\r\n\r\n";
        caller.getOutputStream().write((head + NOTHING).getBytes(ISO_8859_1));
      } catch (IOException gone) {
        // The caller has gone, or the server was closed: the rehearsal is less complete, or over.
        continue;
      }
    }
  }

  private static void readRequest(BufferedReader request) throws IOException {
    long body = 0;
    for (String line = request.readLine();
        line != null && !line.isEmpty();
        line = request.readLine()) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        body = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    while (body > 0) {
      body -= request.skip(body);
    }
  }
}
