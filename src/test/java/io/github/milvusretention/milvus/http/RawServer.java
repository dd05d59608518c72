package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.rest.Reactions;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP server on a plain socket, which can violate the protocol. */
public final class RawServer implements AutoCloseable {
  /** Reacts to a request; returns true to keep the connection open. */
  public interface Reaction {
    boolean react(Socket socket) throws IOException;
  }

  /**
   * @param headers by lower-case name
   */
  public record Request(int connection, String line, Map<String, String> headers, String body) {}

  private final Listener listener;
  private final String scheme;
  private final Deque<Reaction> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile boolean resetsAtOnce;
  private volatile String greeting = "";

  private RawServer(ServerSocket socket, String scheme) {
    this.scheme = scheme;
    listener = Listener.start("raw-server", socket, this::serve);
  }

  public static RawServer start() throws IOException {
    return new RawServer(Listener.freePort(), "http");
  }

  static RawServer startOn(ServerSocket socket) {
    return new RawServer(socket, "http");
  }

  static RawServer startTls(ServerSocket socket) {
    return new RawServer(socket, "https");
  }

  /** Sends a greeting when a client connects, like servers of other protocols. */
  static RawServer startWithGreeting(String greeting) throws IOException {
    RawServer server = start();
    server.greeting = greeting;
    return server;
  }

  /** Sets the reactions to the next requests; every later request is answered by a success. */
  public RawServer will(Reaction... reactions) {
    synchronized (script) {
      script.addAll(List.of(reactions));
    }
    return this;
  }

  /** From now on, each connection is reset before anything is read from it. */
  void resetConnectionsAtOnce() {
    resetsAtOnce = true;
  }

  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + listener.port());
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return listener.connections();
  }

  private void serve(Socket client, int number) throws IOException {
    if (resetsAtOnce) {
      Reactions.reset().react(client);
      return;
    }
    client.getOutputStream().write(Reactions.bytes(greeting));
    boolean keepOpen = true;
    while (keepOpen) {
      Request request = read(client.getInputStream(), number);
      if (request == null) {
        return;
      }
      requests.add(request);
      keepOpen = next().react(client);
    }
  }

  private Reaction next() {
    synchronized (script) {
      Reaction reaction = script.poll();
      return reaction == null ? Reactions.json("{\"code\":0,\"data\":{}}") : reaction;
    }
  }

  private static @Nullable Request read(InputStream in, int connection) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        return null;
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Request(connection, line, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    listener.close();
  }
}
