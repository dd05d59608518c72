package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text of the server safe to show and store: removes the token (a proxy that echoes a request
 * would reveal it) and control characters, and truncates the text.
 */
final class Redaction {
  static final int MAX_LENGTH = 300;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  private final List<String> secrets = new ArrayList<>();

  Redaction(Token token) {
    String value = token.value();
    // The form of Basic credentials, without padding because it is optional.
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    secrets.add(value);
    secrets.add(value.substring(value.indexOf(':') + 1));
    secrets.removeIf(String::isEmpty);
  }

  String clean(String text) {
    // One space for each character first: a token that contains a space must still be found.
    String redacted = NOT_PRINTABLE.matcher(text).replaceAll(" ");
    for (String secret : secrets) {
      redacted = redacted.replace(secret, "***");
    }
    return truncate(BLANKS.matcher(redacted).replaceAll(" ").strip());
  }

  private static String truncate(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
    return text.substring(0, end) + "…";
  }
}
