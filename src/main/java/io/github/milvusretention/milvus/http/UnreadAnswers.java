package io.github.milvusretention.milvus.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends nothing on a connection that has something to read already. The rest of an earlier answer
 * (a body where none may be, a wrong length, an answer too many) would be taken for the answer to
 * this request: an older, shorter list for proof of a drop.
 */
final class UnreadAnswers extends HttpRequestExecutor {
  private static final Timeout LOOK = Timeout.ofMilliseconds(1);

  private final String sent;

  /**
   * @param sent the attribute that is set in the context right before the first byte of a request.
   *     More certain than to conclude from the kind of an exception whether something left
   */
  UnreadAnswers(String sent) {
    this.sent = sent;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback informed,
      HttpContext context)
      throws IOException, HttpException {
    if (connection.isDataAvailable(LOOK)) {
      EndpointDetails used = connection.getEndpointDetails();
      throw new Found(used == null || used.getRequestCount() == 0);
    }
    context.setAttribute(sent, true);
    return super.execute(request, connection, informed, context);
  }

  /** Nothing was sent, and the connection is of no more use. */
  static final class Found extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean onNewConnection;

    Found(boolean onNewConnection) {
      super("the server spoke before it was asked, as no HTTP server does");
      this.onNewConnection = onNewConnection;
    }

    /** If so, it is the server's way, and another connection would be no better. */
    boolean isOnNewConnection() {
      return onNewConnection;
    }
  }
}
