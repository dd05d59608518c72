package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import java.io.IOException;
import java.net.URI;
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
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Configures HttpClient for calls that cannot be undone: no automatic retries, no redirects, no
 * cookies, no authentication cache. It also records whether a request may have been sent.
 */
final class HttpSetup {
  /** More than there are threads: after the checks before a drop, no call may wait here. */
  private static final int MAX_CONNECTIONS = 1000;

  private static final String SENT = "milvus.sent";

  private HttpSetup() {}

  /**
   * @param trust null for the trust store of the JVM
   */
  static CloseableHttpClient client(
      Cluster cluster, Timeouts timeouts, @Nullable SSLContext trust) {
    SilentWireLog.install();
    Proxy proxy = cluster.proxy();
    return HttpClients.custom()
        .setConnectionManager(connections(timeouts, tls(cluster.uri(), trust)))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeouts.total()))
                .setResponseTimeout(Timeout.of(timeouts.read()))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("milvus-retention")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        // Requests to an https server go through a tunnel that CONNECT opens.
        .setProxy(proxy == null ? null : new HttpHost("http", host(proxy), proxy.port()))
        .setRequestExecutor(new UnreadAnswers(SENT, ProxyCredentials.header(proxy)))
        .addExecInterceptorBefore(
            ChainElement.CONNECT.name(), "unread", HttpSetup::executeOnCleanConnection)
        .build();
  }

  /** Java's sockets take an IPv6 address without its brackets. */
  private static String host(Proxy proxy) {
    return proxy.host().replaceAll("[\\[\\]]", "");
  }

  /** Retries with another connection if a reused connection has unread data. */
  private static ClassicHttpResponse executeOnCleanConnection(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    while (true) {
      try {
        // A copy, because the rest of the chain adds headers and rejects duplicates.
        boolean readByProxy = scope.route.getProxyHost() != null && !scope.route.isTunnelled();
        return chain.proceed(
            ClassicRequestBuilder.copy(request).setAbsoluteRequestUri(readByProxy).build(), scope);
      } catch (UnreadAnswers.Found found) {
        if (found.isOnNewConnection()) {
          throw found;
        }
      }
    }
  }

  /** False only if certainly no byte of the request was sent. */
  static boolean sent(HttpClientContext context) {
    return context.getAttribute(SENT) != null;
  }

  /** A short command to an http server has no time to read the JVM's trust store. */
  private static TlsSocketStrategy tls(URI server, @Nullable SSLContext trust) {
    if ("http".equalsIgnoreCase(server.getScheme())) {
      return (socket, target, port, attachment, context) -> {
        // No redirect is followed, so nobody asks for it.
        throw new UnsupportedOperationException();
      };
    }
    return trust == null
        ? DefaultClientTlsStrategy.createDefault()
        : new DefaultClientTlsStrategy(trust);
  }

  private static PoolingHttpClientConnectionManager connections(
      Timeouts timeouts, TlsSocketStrategy tls) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setTlsSocketStrategy(tls)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeouts.connect()))
                // Old servers may close a connection after one idle second, and a firewall may drop
                // it silently; the outcome of a change sent on either would be unknown.
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                .setIdleTimeout(Timeout.ofSeconds(30))
                .build())
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .setMaxConnTotal(MAX_CONNECTIONS)
        .build();
  }
}
