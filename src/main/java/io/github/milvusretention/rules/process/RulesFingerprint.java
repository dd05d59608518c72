package io.github.milvusretention.rules.process;

import io.github.milvusretention.period.NamePattern;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.hold.Hold;
import io.github.milvusretention.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules by which a policy is run, to compare with those of another process: a digest of each of
 * its keys, of the address of its cluster, and of what holds for all policies. Holds no value, and
 * nothing of a token.
 */
public final class RulesFingerprint {
  private static final int LENGTH = 16;

  private final Map<String, String> digests;

  private RulesFingerprint(Map<String, String> digests) {
    this.digests = digests;
  }

  /**
   * @param policy one of the rules
   */
  public static RulesFingerprint of(Rules rules, Policy policy) {
    Map<String, String> digests = new TreeMap<>();
    RulesChange.values(policy).forEach((key, value) -> digests.put(key, digest(value)));
    digests.put("uri", digest(rules.clusterOf(policy).uri()));
    digests.put("holds", digest(holds(rules.holds())));
    digests.put("clock-tolerance", digest(rules.clockTolerance()));
    return new RulesFingerprint(digests);
  }

  /** Their order does not matter. */
  private static List<String> holds(Map<String, Hold> holds) {
    return new TreeMap<>(holds)
        .values().stream()
            .map(hold -> hold + ", " + hold.covers() + ", " + hold.expires())
            .toList();
  }

  /** Reads what {@link #toString} wrote, of this version of the program or another. */
  public static RulesFingerprint parse(String text) {
    Map<String, String> digests = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int end = line.indexOf('=');
      digests.put(end < 0 ? line : line.substring(0, end), line.substring(end + 1));
    }
    return new RulesFingerprint(digests);
  }

  /**
   * The keys whose values differ, or that one of the two does not know; empty for the same rules.
   */
  public Set<String> differencesFrom(RulesFingerprint other) {
    Set<String> keys = new TreeSet<>(digests.keySet());
    keys.addAll(other.digests.keySet());
    keys.removeIf(key -> Objects.equals(digests.get(key), other.digests.get(key)));
    return keys;
  }

  private static String digest(Object value) {
    try {
      byte[] text = text(value).getBytes(StandardCharsets.UTF_8);
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(sha256).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      StringBuilder text = new StringBuilder();
      list.forEach(
          element -> text.append(text(element).length()).append(':').append(text(element)));
      return text.toString();
    }
    return value instanceof NamePattern pattern
        ? pattern.locale().toLanguageTag() + " " + pattern.text()
        : String.valueOf(value);
  }

  /** A line a key. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    digests.forEach(
        (key, digest) ->
            text.append(text.isEmpty() ? "" : "\n").append(key).append('=').append(digest));
    return text.toString();
  }
}
