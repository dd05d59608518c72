package io.github.milvusretention.milvus.http;

import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
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
    Token credentials = proxy == null ? null : proxy.credentials();
    return credentials == null
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString(credentials.value().getBytes(StandardCharsets.UTF_8));
  }
}
