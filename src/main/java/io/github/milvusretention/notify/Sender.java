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
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

/**
 * Posts one message to one target, once, and returns in bounded time. Whatever it says holds
 * nothing of the address.
 */
class Sender implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /**
   * For all of it: also where a receiver answers a byte a second, or where a name server does not
   * answer, which Java waits for as long as the system does.
   */
  static final Duration TOTAL = Duration.ofSeconds(5);

  /** So many posts at a time, with those that hang in the system and that nobody waits for. */
  static final int MOST = 16;

  private static final Result LATE = new Result("no answer in time", null);

  private final Clock clock;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, MOST, TOTAL.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), Sender::daemon);

  Sender(Clock clock) {
    this.clock = clock;
  }

  /**
   * What became of a message.
   *
   * @param failure a clause; null if the receiver took it
   * @param pause for how long the receiver asks to be left alone; null if it does not
   */
  record Result(@Nullable String failure, @Nullable Duration pause) {}

  /**
   * @param target one with an address
   */
  Result post(Target target, Body body) {
    URI url = Objects.requireNonNull(target.url()).uri();
    HttpPost request = new HttpPost(address(url, body.path()));
    request.setEntity(
        new StringEntity(
            body.text(), ContentType.create(body.mediaType(), StandardCharsets.UTF_8)));
    Future<Result> result;
    try {
      result = threads.submit(() -> post(target, request));
    } catch (RejectedExecutionException e) {
      return new Result("too many others still wait for an answer", null);
    }
    try {
      return result.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return LATE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result("the process ends", null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a notification could not be posted", e.getCause());
    } finally {
      // Nothing that nobody waits for any more may arrive: the end may have been told meanwhile.
      request.cancel();
    }
  }

  private Result post(Target target, HttpPost request) {
    CloseableHttpClient client = null;
    try (SilentAddresses silent = SilentAddresses.begin()) {
      client = client(target, request);
      return result(client.executeOpen(null, request, null));
    } catch (IOException | RuntimeException e) {
      return new Result(reason(e), null);
    } finally {
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

  private CloseableHttpClient client(Target target, HttpPost request) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver(target, request))
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

  private SystemDefaultDnsResolver resolver(Target target, HttpPost request) {
    return new SystemDefaultDnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = Sender.this.resolve(host);
        if (request.isCancelled()) {
          throw new UnknownHostException();
        }
        // Of a target that may not be local, whatever its name leads to today.
        if (!target.allowLocal() && Stream.of(found).anyMatch(Sender::local)) {
          throw new LocalAddress();
        }
        return found;
      }
    };
  }

  /** All addresses of a name, by the system's resolver. */
  InetAddress[] resolve(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolve(host);
  }

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
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable post) {
    Thread thread = new Thread(post, "notify-post");
    thread.setDaemon(true);
    return thread;
  }
}
