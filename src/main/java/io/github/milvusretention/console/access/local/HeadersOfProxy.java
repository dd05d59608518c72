package io.github.milvusretention.console.access.local;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Prepares what the proxy said for Spring, which reads it later.
 *
 * <p>The header Forwarded is taken off: Spring prefers it to X-Forwarded-For and the like, and a
 * proxy that sets only those lets through the one that a client sends.
 *
 * <p>Tomcat is told that a request came over TLS to the proxy, so that the cookie of the session is
 * marked Secure: it does not ask Spring.
 */
final class HeadersOfProxy extends ValveBase {
  /** The name of an attribute: there was one. */
  static final String HAD_FORWARDED = HeadersOfProxy.class.getName() + ".forwarded";

  private static final String FORWARDED = "Forwarded";

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getHeader(FORWARDED) != null) {
      request.setAttribute(HAD_FORWARDED, true);
      request.getCoyoteRequest().getMimeHeaders().removeHeader(FORWARDED);
    }
    if ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))) {
      request.setSecure(true);
    }
    getNext().invoke(request, response);
  }
}
