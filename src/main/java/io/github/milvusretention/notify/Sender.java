package io.github.milvusretention.notify;

import io.github.milvusretention.milvus.http.RetryAfter;
import io.github.milvusretention.rules.notify.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Posts one message to one target, once. Whatever it says holds nothing of the address. */
class Sender implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** For all of it, also where a receiver answers a byte a second. */
  static final Duration TOTAL = Duration.ofSeconds(5);

  private final Clock clock;
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(1, Sender::daemon);

  Sender(Clock clock) {
    this.clock = clock;
    timers.setRemoveOnCancelPolicy(true);
  }

  /**
   * What became of a message.
   *
   * @param failure a clause; null if the receiver took it
   * @param pause for how long the receiver asks to be left alone; null if it does not
   */
  record Result(@Nullable String failure, @Nullable Duration pause) {}

  Result post(Target target, Body body) {
    HttpPost request = new HttpPost(address(target.url().uri(), body.path()));
    request.setEntity(
        new StringEntity(
            body.text(), ContentType.create(body.mediaType(), StandardCharsets.UTF_8)));
    AtomicBoolean late = new AtomicBoolean();
    Future<?> timer =
        timers.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            TOTAL.toMillis(),
            TimeUnit.MILLISECONDS);
    CloseableHttpClient client = null;
    try (SilentAddresses silent = SilentAddresses.begin()) {
      client = client(target);
      return result(client.executeOpen(null, request, null));
    } catch (IOException | RuntimeException e) {
      return new Result(late.get() ? "no answer in time" : reason(e), null);
    } finally {
      timer.cancel(false);
      if (client != null) {
        // Not the response, whose end it would read, and which may have none.
        client.close(CloseMode.IMMEDIATE);
      }
    }
  }

  private static URI address(URI target, String path) {
    String all = target.toString();
    int query = all.indexOf('?');
    String before = query < 0 ? all : all.substring(0, query);
    String after = query < 0 ? "" : all.substring(query);
    return path.isEmpty()
        ? target
        : URI.create((before.endsWith("/") ? before : before + "/") + path.substring(1) + after);
  }

  private Result result(ClassicHttpResponse response) {
    int status = response.getCode();
    if (status >= 200 && status < 300) {
      return new Result(null, null);
    }
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return new Result(
        "HTTP status " + status,
        header == null ? null : RetryAfter.read(header.getValue(), clock.instant()));
  }

  private static CloseableHttpClient client(Target target) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(target.allowLocal() ? SystemDefaultDnsResolver.INSTANCE : REMOTE)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT)).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(TOTAL))
                .setAuthenticationEnabled(false)
                .build())
        .setUserAgent("milvus-retention")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** Of a target that may not be local, whatever its name leads to today. */
  private static final SystemDefaultDnsResolver REMOTE =
      new SystemDefaultDnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
          InetAddress[] found = super.resolve(host);
          if (Stream.of(found).anyMatch(Sender::local)) {
            throw new LocalAddress();
          }
          return found;
        }
      };

  private static boolean local(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }

  /** A target is on this machine or its own link, and may not be. */
  private static final class LocalAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;
  }

  /** Never the text of a failure, in which the address may stand. */
  private static String reason(Exception failure) {
    if (failure instanceof LocalAddress) {
      return "its name leads to this machine or its own link, which allow-local does not allow";
    }
    if (failure instanceof UnknownHostException) {
      return "its host name cannot be resolved";
    }
    if (failure instanceof ConnectException) {
      return "the connection was refused";
    }
    if (failure instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    return failure instanceof SSLException
        ? "TLS failed, perhaps since its certificate is not trusted"
        : failure.getClass().getSimpleName();
  }

  @Override
  public void close() {
    timers.shutdownNow();
  }

  private static Thread daemon(Runnable timer) {
    Thread thread = new Thread(timer, "notify-deadline");
    thread.setDaemon(true);
    return thread;
  }
}
