package io.github.milvusretention.milvus.rest;

import io.github.milvusretention.milvus.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text of the other side fit to be shown and kept: without the token (a proxy that echoes a
 * request would reveal it), without control characters, cut to a readable length.
 */
final class Redaction {
  static final int LONGEST = 300;
  private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]");
  private static final Pattern BLANKS = Pattern.compile(" {2,}");

  private final List<String> secrets = new ArrayList<>();

  Redaction(Token token) {
    String value = token.value();
    // As Basic credentials show it. The padding may be left out, so it is not looked for.
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    secrets.add(value);
    secrets.add(value.substring(value.indexOf(':') + 1));
    secrets.removeIf(String::isEmpty);
  }

  String clean(String text) {
    // One blank for one character first: a token with a blank in it must still be found.
    String shown = NOT_PRINTABLE.matcher(text).replaceAll(" ");
    for (String secret : secrets) {
      shown = shown.replace(secret, "***");
    }
    return cut(BLANKS.matcher(shown).replaceAll(" ").strip());
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return text.substring(0, end) + "…";
  }
}
