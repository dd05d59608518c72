package io.github.milvusretention.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An unambiguous text: every value is preceded by its length and every list by its size, so that
 * two different plans never produce the same text.
 */
public final class DigestText {
  private final MessageDigest digest;

  public DigestText() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds the value's {@code toString}; null differs from every text. */
  public DigestText add(@Nullable Object value) {
    if (value == null) {
      digest.update((byte) '-');
      return this;
    }
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  public DigestText addAll(List<?> values) {
    add(values.size());
    values.forEach(this::add);
    return this;
  }

  /** {@code sha256:…} of all that was added; to be asked for once. */
  public String sha256() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }
}
