package io.github.milvusretention.milvus.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy: forwards requests to http servers, and opens tunnels by CONNECT. */
public final class ForwardProxy implements AutoCloseable {
  private final @Nullable String authorization;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Listener listener;

  private ForwardProxy(@Nullable String credentials) throws IOException {
    authorization =
        credentials == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
    listener = Listener.start("forward-proxy", Listener.freePort(), this::serve);
  }

  /**
   * @param credentials {@code user:password} that it asks for; null if anyone may use it
   */
  public static ForwardProxy start(@Nullable String credentials) throws IOException {
    return new ForwardProxy(credentials);
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + listener.port();
  }

  /** The first lines of all requests. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private void serve(Socket client, int number) throws IOException {
    List<String> head = head(client.getInputStream());
    if (head.isEmpty()) {
      return;
    }
    lines.add(head.get(0));
    if (authorization != null && !head.contains("Proxy-Authorization: " + authorization)) {
      write(
          client,
          "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\""
              + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } else if (head.get(0).startsWith("CONNECT ")) {
      tunnel(client, head.get(0).split(" ")[1]);
    } else {
      forward(client, head);
    }
  }

  private void tunnel(Socket client, String target) throws IOException {
    int colon = target.lastIndexOf(':');
    int port = Integer.parseInt(target.substring(colon + 1));
    try (Socket server = new Socket(target.substring(0, colon), port)) {
      listener.add(server);
      write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
      listener.start(() -> pump(server, client));
      pump(client, server);
    }
  }

  /** One request a connection. */
  private static void forward(Socket client, List<String> head) throws IOException {
    String[] line = head.get(0).split(" ");
    URI target = URI.create(line[1]);
    List<String> forwarded = new ArrayList<>();
    forwarded.add(line[0] + " " + target.getRawPath() + " " + line[2]);
    head.stream()
        .skip(1)
        .filter(header -> !header.toLowerCase(Locale.ROOT).matches("(proxy-|connection:).*"))
        .forEach(forwarded::add);
    forwarded.add("Connection: close");
    try (Socket server = new Socket(target.getHost(), target.getPort())) {
      write(server, String.join("\r\n", forwarded) + "\r\n\r\n");
      server.getOutputStream().write(client.getInputStream().readNBytes(length(head)));
      List<String> answer = new ArrayList<>(head(server.getInputStream()));
      answer.add("Connection: close");
      write(client, String.join("\r\n", answer) + "\r\n\r\n");
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static int length(List<String> head) {
    return head.stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(header -> Integer.parseInt(header.substring(header.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> head = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != -1; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.toString().isBlank()) {
        return head;
      } else {
        head.add(line.toString().strip());
        line.setLength(0);
      }
    }
    return List.of();
  }

  private static void write(Socket to, String text) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException left) {
      // One of the two has ended the connection.
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
