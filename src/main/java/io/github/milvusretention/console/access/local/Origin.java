package io.github.milvusretention.console.access.local;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as the connection has it.
 *
 * @param remote the address at the other end of the connection
 * @param local the address at this end
 * @param host that the request is for, without its port
 * @param relayed whether a proxy on the way says that it is one
 */
record Origin(String remote, String local, String host, boolean relayed) {
  private static final Pattern LOOPBACK = Pattern.compile("127\\.[0-9.]+|::1|0:0:0:0:0:0:0:1");
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> OF_PROXIES = Set.of("forwarded", "via", "x-real-ip");

  /** Tomcat's, where it has read the headers of a proxy itself. */
  private static final String READ_BY_TOMCAT = "org.apache.tomcat.request.forwarded";

  static Origin of(HttpServletRequest request) {
    HttpServletRequest received = received(request);
    return new Origin(
        received.getRemoteAddr(),
        received.getLocalAddr(),
        received.getServerName(),
        relayed(received));
  }

  /** Without what a filter made of the headers of a proxy. */
  private static HttpServletRequest received(HttpServletRequest request) {
    HttpServletRequest received = request;
    while (received instanceof HttpServletRequestWrapper wrapper
        && wrapper.getRequest() instanceof HttpServletRequest within) {
      received = within;
    }
    return received;
  }

  private static boolean relayed(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaderNames());
    return request.getAttribute(READ_BY_TOMCAT) != null
        || request.getAttribute(HeadersOfProxy.HAD_FORWARDED) != null
        // No browser speaks it; nginx does, where it is not told to name itself.
        || request.getProtocol().equals("HTTP/1.0")
        || headers.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(name -> OF_PROXIES.contains(name) || name.startsWith("x-forwarded-"));
  }

  /**
   * Whether it comes from a program on this machine that meant this machine. A page of another site
   * that had its own name lead here is told by that name, and a proxy by what it adds.
   */
  boolean isThisMachine() {
    return LOOPBACK.matcher(remote).matches()
        && LOOPBACK.matcher(local).matches()
        && HOSTS.contains(host.toLowerCase(Locale.ROOT))
        && !relayed;
  }
}
