package io.github.milvusretention.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server that people are told through. */
public final class Receiver implements AutoCloseable {
  /** What was posted. */
  public record Post(String path, String mediaType, String body) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    /** The text of a chat message. */
    public String text() {
      return json().get("text").stringValue();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile Map<String, String> headers = Map.of();
  private volatile boolean silent;
  private volatile boolean endless;

  private Receiver(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static Receiver start() {
    return new Receiver(0);
  }

  /** At the address of one that was closed. */
  public static Receiver startAt(int port) {
    return new Receiver(port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** With a path that nobody may see. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + "/" + path;
  }

  /** From now on it answers so. */
  public Receiver answers(int code, Map<String, String> with) {
    status = code;
    headers = with;
    silent = false;
    endless = false;
    return this;
  }

  public Receiver answers(int code) {
    return answers(code, Map.of());
  }

  /** From now on it takes what is posted and does not answer. */
  public Receiver hangs() {
    silent = true;
    return this;
  }

  /** From now on its answers have no end. */
  public Receiver answersWithoutEnd() {
    endless = true;
    return this;
  }

  /** All that was posted so far, the first one first. */
  public List<Post> posts() {
    return List.copyOf(posts);
  }

  /** What was posted below that path. */
  public List<Post> posts(String path) {
    return posts.stream().filter(post -> post.path().startsWith("/" + path)).toList();
  }

  public void forget() {
    posts.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      // Whoever sees the post may change what is answered to the next one.
      int code = status;
      boolean never = silent;
      boolean forever = endless;
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      posts.add(
          new Post(
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              body));
      if (never) {
        await();
        return;
      }
      if (!forever) {
        exchange.sendResponseHeaders(code, -1);
        return;
      }
      exchange.sendResponseHeaders(code, 0);
      OutputStream out = exchange.getResponseBody();
      while (end.getCount() > 0) {
        out.write(new byte[1024]);
        out.flush();
      }
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
