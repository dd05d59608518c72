package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.rest.Reactions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

  private final ServerSocket listener;
  private final String scheme;
  private final Deque<Reaction> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean resetsAtOnce;
  private volatile String greeting = "";

  private RawServer(ServerSocket listener, String scheme) {
    this.listener = listener;
    this.scheme = scheme;
    start(this::accept);
  }

  public static RawServer start() throws IOException {
    return new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http");
  }

  static RawServer startOn(ServerSocket listener) {
    return new RawServer(listener, "http");
  }

  static RawServer startTls(ServerSocket listener) {
    return new RawServer(listener, "https");
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
    return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        if (resetsAtOnce) {
          Reactions.reset().react(socket);
        } else {
          start(() -> serve(socket, number));
        }
      }
    } catch (IOException closed) {
      // The test has closed the server.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.getOutputStream().write(Reactions.bytes(greeting));
      boolean keepOpen = true;
      while (keepOpen) {
        Request request = read(socket.getInputStream(), number);
        if (request == null) {
          return;
        }
        requests.add(request);
        keepOpen = next().react(socket);
      }
    } catch (IOException clientLeft) {
      // Tests close connections on purpose.
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

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
