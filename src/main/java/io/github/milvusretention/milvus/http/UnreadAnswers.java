package io.github.milvusretention.milvus.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends nothing on a connection that has unread data. The rest of an earlier response (an
 * unexpected body, a wrong length, an extra response) would be read as the response to this
 * request, so that an old, shorter list could seem to prove a drop.
 */
final class UnreadAnswers extends HttpRequestExecutor {
  private static final Timeout PEEK_TIMEOUT = Timeout.ofMilliseconds(1);

  private final String sent;
  private final @Nullable String proxyAuthorization;

  /**
   * @param sent the context attribute that is set right before the first byte of a request is sent;
   *     more reliable than inferring it from the type of an exception
   * @param proxyAuthorization for a proxy that is asked for a tunnel; null for none
   */
  UnreadAnswers(String sent, @Nullable String proxyAuthorization) {
    this.sent = sent;
    this.proxyAuthorization = proxyAuthorization;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback callback,
      HttpContext context)
      throws IOException, HttpException {
    if (connection.isDataAvailable(PEEK_TIMEOUT)) {
      EndpointDetails used = connection.getEndpointDetails();
      throw new Found(used == null || used.getRequestCount() == 0);
    }
    if (!Method.CONNECT.isSame(request.getMethod())) {
      context.setAttribute(sent, true);
    } else if (proxyAuthorization != null) {
      request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, proxyAuthorization);
    }
    return super.execute(request, connection, callback, context);
  }

  /** The connection has unread data. Nothing was sent; the connection must be closed. */
  static final class Found extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean onNewConnection;

    Found(boolean onNewConnection) {
      super("the server sent data before the request, which no HTTP server does");
      this.onNewConnection = onNewConnection;
    }

    /** If true, the server always sends data first, so another connection would not help. */
    boolean isOnNewConnection() {
      return onNewConnection;
    }
  }
}
