package io.github.milvusretention.milvus;

import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HttpClient as a client of irrevocable calls needs it: it repeats nothing, follows nothing,
 * remembers nothing but connections, and tells whether a request can have left.
 */
final class HttpSetup {
  private static final int CONNECTIONS = 32;
  private static final String SENT = "milvus.sent";

  private HttpSetup() {}

  static CloseableHttpClient client(Timeouts timeouts, @Nullable SSLContext tls) {
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
        // Reached only with a connection, TLS included, and before the first byte of the request.
        // More certain than to conclude from the kind of an exception whether something was sent.
        .addExecInterceptorLast(
            SENT,
            (request, scope, chain) -> {
              scope.clientContext.setAttribute(SENT, true);
              return chain.proceed(request, scope);
            })
        .build();
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
