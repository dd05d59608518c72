package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Cluster;
import io.github.milvusretention.milvus.Proxy;
import io.github.milvusretention.milvus.Token;
import io.github.milvusretention.text.Visible;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text that others wrote safe to show and store: removes the token (a proxy that echoes a
 * request would reveal it), makes it visible in one line, and truncates it. Only such text goes
 * through here, before it enters a sentence of ours: a password may be a word that ours use.
 */
final class Redaction {
  static final int MAX_LENGTH = 300;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");

  /**
   * A token with a blank in it is found whatever stands in its place: a line end, or nothing seen.
   */
  private static final String ANY_BLANK = "[\\p{C}\\p{Z}]";

  private final List<Pattern> secrets = new ArrayList<>();

  /** Of all credentials of a cluster: a proxy that echoes a request shows its own too. */
  static Redaction of(Cluster cluster) {
    Redaction redaction = new Redaction(cluster.token());
    Proxy proxy = cluster.proxy();
    Token credentials = proxy == null ? null : proxy.credentials();
    if (credentials != null) {
      redaction.add(credentials);
    }
    return redaction;
  }

  Redaction(Token token) {
    add(token);
  }

  private void add(Token token) {
    String value = token.value();
    // The form of Basic credentials, without padding because it is optional.
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    add(value);
    add(value.substring(value.indexOf(':') + 1));
  }

  private void add(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(
          Pattern.compile(
              Pattern.compile(" ")
                  .splitAsStream(secret)
                  .map(Pattern::quote)
                  .collect(Collectors.joining(ANY_BLANK))));
    }
  }

  String clean(String text) {
    String redacted = text;
    for (Pattern secret : secrets) {
      redacted = secret.matcher(redacted).replaceAll("***");
    }
    return truncate(Visible.line(BLANKS.matcher(redacted).replaceAll(" ").strip()));
  }

  /** A sentence in which the text of others is clean. */
  static String truncate(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
    return text.substring(0, end) + "…";
  }
}
