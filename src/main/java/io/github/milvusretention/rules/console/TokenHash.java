package io.github.milvusretention.rules.console;

import io.github.milvusretention.period.RuleException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the token of a program is checked against: {@code sha256:} and 64 hex digits. SHA-256 is
 * right here, and bcrypt is for passwords: a token is 256 random bits, which nobody can guess
 * however fast the hash is, and it is checked with every request.
 */
public record TokenHash(String value) {
  private static final String PREFIX = "sha256:";
  private static final Pattern WRITTEN = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  /** Throws {@link RuleException}, whose texts never hold the value. */
  public TokenHash {
    if (!WRITTEN.matcher(value).matches()) {
      throw new RuleException(
          "is not the hash of a token", "milvus-retention token makes one, and prints its hash");
    }
  }

  /** That of a token. */
  public static TokenHash of(String token) {
    return new TokenHash(PREFIX + HexFormat.of().formatHex(sha256(token)));
  }

  /** Takes the same time whatever the token is. */
  public boolean matches(String token) {
    byte[] wanted = HexFormat.of().parseHex(value.substring(PREFIX.length()));
    return MessageDigest.isEqual(wanted, sha256(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
