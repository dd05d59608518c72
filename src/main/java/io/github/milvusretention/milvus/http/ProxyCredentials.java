package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy is told of who asks. It is sent unasked: an exchange of challenges would send each
 * request twice.
 */
final class ProxyCredentials {
  private ProxyCredentials() {}

  /** The value of {@code Proxy-Authorization}; null if there is none to send. */
  static @Nullable String header(@Nullable Proxy proxy) {
    if (proxy == null || proxy.credentials() == null) {
      return null;
    }
    byte[] credentials = proxy.credentials().value().getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }
}
