package io.github.milvusretention.console.access.local;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells Tomcat that a request came over TLS to the proxy before it, so that the cookie of the
 * session is marked Secure. Spring reads the headers of a proxy later, and Tomcat does not ask it.
 */
final class SecureCookies extends ValveBase {
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String forwarded = String.valueOf(request.getHeader("Forwarded"));
    if ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
        || forwarded.matches("(?i).*\\bproto=\"?https\\b.*")) {
      request.setSecure(true);
    }
    getNext().invoke(request, response);
  }
}
