package io.github.milvusretention.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The accepted token: {@code user:password} or an API key. Not shown by {@code toString}. */
final class Credentials {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private final String token;

  /** An empty token switches authorization off. */
  Credentials(String token) {
    this.token = token;
  }

  /** Basic, Bearer, or the bare token, as Milvus reads them; the prefixes are case-sensitive. */
  boolean accept(@Nullable String authorization) {
    if (token.isEmpty()) {
      return true;
    }
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith(BASIC)) {
      return token.equals(decode(authorization.substring(BASIC.length())));
    }
    return token.equals(
        authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length())
            : authorization);
  }

  private static @Nullable String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
