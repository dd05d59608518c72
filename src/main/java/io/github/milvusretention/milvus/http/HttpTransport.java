package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Sends requests with HttpClient 5: each at most once, limited in time and in response size. */
public final class HttpTransport implements Transport {
  /**
   * Enough for a list of 65,536 partitions, more than a cluster can have, unless all names have the
   * maximum length.
   */
  static final int MAX_BODY = 16 * 1024 * 1024;

  private static final ContentType JSON = ContentType.create("application/json");

  private final Cluster cluster;
  private final @Nullable Proxy proxy;
  private final Duration timeout;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor timers;

  public HttpTransport(Cluster cluster, Timeouts timeouts, @Nullable SSLContext tls) {
    this.cluster = cluster;
    this.proxy = cluster.proxy();
    this.timeout = timeouts.total();
    this.client = HttpSetup.client(cluster, timeouts, tls);
    this.timers = new ScheduledThreadPoolExecutor(1, HttpTransport::daemon);
    timers.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Exchange post(String route, String json) {
    long start = System.nanoTime();
    HttpPost request = request(route, json);
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean timedOut = new AtomicBoolean();
    Future<?> timer =
        timers.schedule(
            () -> {
              timedOut.set(true);
              request.cancel();
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    try {
      return client.execute(
          request,
          context,
          response ->
              proxy != null && refusedByProxy(response, context)
                  ? refused(proxy, request, response, start)
                  : new Exchange.Received(
                      response.getCode(),
                      body(request, response),
                      retryAfter(response),
                      date(response),
                      since(start)));
    } catch (IOException | RuntimeException failure) {
      // The library may throw a RuntimeException for a malformed header.
      boolean sent = HttpSetup.sent(context);
      if (timedOut.get()) {
        String why = "no complete answer within " + timeout.toMillis() / 1000.0 + " s";
        return new Exchange.Failed(sent, !sent, why, since(start));
      }
      TransportErrors.Why why = TransportErrors.describe(failure, sent, proxy);
      return new Exchange.Failed(
          sent,
          TransportErrors.connectionFailed(failure, sent),
          why.reason(),
          why.detail(),
          since(start));
    } finally {
      timer.cancel(false);
    }
  }

  /** Its answer to CONNECT, or that it wants credentials: it has passed nothing on. */
  private static boolean refusedByProxy(ClassicHttpResponse response, HttpClientContext context) {
    return !HttpSetup.sent(context)
        || response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED;
  }

  private static Exchange refused(
      Proxy proxy, HttpPost request, ClassicHttpResponse response, long start) throws IOException {
    TransportErrors.Why why =
        TransportErrors.refused(proxy, response.getCode(), body(request, response));
    return new Exchange.Failed(false, false, why.reason(), why.detail(), since(start));
  }

  @Override
  public void close() {
    timers.shutdownNow();
    client.close(CloseMode.GRACEFUL);
  }

  private HttpPost request(String route, String json) {
    HttpPost request = new HttpPost(cluster.uri().resolve("/v2/vectordb/" + route));
    request.setHeader(HttpHeaders.ACCEPT, JSON.getMimeType());
    // In seconds, and on every call: before 2.5.10, a server applies the value of one client to
    // others that send none.
    request.setHeader("Request-Timeout", cluster.requestTimeout().toSeconds());
    if (!cluster.token().isEmpty()) {
      request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + cluster.token().value());
    }
    String proxyAuthorization = ProxyCredentials.header(proxy);
    if (proxyAuthorization != null && "http".equalsIgnoreCase(cluster.uri().getScheme())) {
      // To an https server this request goes through a tunnel, and the proxy does not see it.
      request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, proxyAuthorization);
    }
    request.setEntity(new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), JSON));
    return request;
  }

  private static String body(HttpPost request, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return "";
    }
    byte[] body = entity.getContent().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      // Otherwise the client would read the rest, of any length, to reuse the connection.
      request.cancel();
      throw new TooLarge();
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return header == null ? null : RetryAfter.read(header.getValue(), Instant.now());
  }

  private static @Nullable Instant date(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.DATE);
    return header == null || header.getValue() == null
        ? null
        : DateUtils.parseStandardDate(header.getValue());
  }

  /** An answer of more than {@link #MAX_BODY}. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the answer is larger than 16 MiB");
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Thread daemon(Runnable timer) {
    Thread thread = new Thread(timer, "milvus-deadline");
    thread.setDaemon(true);
    return thread;
  }
}
