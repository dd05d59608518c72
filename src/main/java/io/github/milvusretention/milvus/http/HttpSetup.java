package io.github.milvusretention.milvus.http;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HttpClient as a client of irrevocable calls needs it: it repeats nothing, follows nothing,
 * remembers nothing but connections, and tells whether a request can have left.
 */
final class HttpSetup {
  /** More than there are threads: to wait for one would let the checks before a drop grow old. */
  private static final int CONNECTIONS = 1000;

  private static final String SENT = "milvus.sent";

  private HttpSetup() {}

  static CloseableHttpClient client(Timeouts timeouts, @Nullable SSLContext tls) {
    SilentWireLog.install();
    return HttpClients.custom()
        .setConnectionManager(connections(timeouts, tls))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeouts.whole()))
                .setResponseTimeout(Timeout.of(timeouts.silence()))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("milvus-retention")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .setRequestExecutor(new UnreadAnswers(SENT))
        .addExecInterceptorBefore(
            ChainElement.CONNECT.name(), "unread", HttpSetup::onACleanConnection)
        .build();
  }

  /** A used connection with something unread on it is closed, and the next one taken. */
  private static ClassicHttpResponse onACleanConnection(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    while (true) {
      try {
        // A copy, because what follows adds headers, and takes none twice.
        return chain.proceed(ClassicRequestBuilder.copy(request).build(), scope);
      } catch (UnreadAnswers.Found unread) {
        if (unread.isOnNewConnection()) {
          throw unread;
        }
      }
    }
  }

  /** False only if it is certain that nothing of the request left. */
  static boolean sent(HttpClientContext context) {
    return context.getAttribute(SENT) != null;
  }

  private static PoolingHttpClientConnectionManager connections(
      Timeouts timeouts, @Nullable SSLContext tls) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(
            tls == null
                ? DefaultClientTlsStrategy.createDefault()
                : new DefaultClientTlsStrategy(tls))
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeouts.connect()))
                // Old servers may cut a connection after a second without a call, and a firewall
                // may forget it in silence; a change sent into either would be left undecided.
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                .setIdleTimeout(Timeout.ofSeconds(30))
                .build())
        .setMaxConnPerRoute(CONNECTIONS)
        .setMaxConnTotal(CONNECTIONS)
        .build();
  }
}
