package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.rules.console.TokenHash;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Only the hash is written down. SHA-256 is enough for it: the token is 256 random bits, which
 * cannot be guessed as a password can, so that a slow hash would only slow each request down.
 */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description =
        "Makes a token for a program that uses the API. Prints the token, which nothing shows"
            + " again, and its hash, to be written into the rules file.")
final class TokenCommand implements Runnable {
  private static final int BYTES = 32;

  /** By which those who look for secrets in sources and logs can tell it. */
  private static final String PREFIX = "mret_";

  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    PrintWriter out = Console.of(spec).out();
    out.println("token: " + token);
    out.println("hash: " + TokenHash.of(token).value());
  }
}
