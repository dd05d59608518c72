package io.github.milvusretention.cli;

import io.github.milvusretention.cli.command.Console;
import io.github.milvusretention.cli.command.Program;
import io.github.milvusretention.cli.start.failure.UsageException;
import io.github.milvusretention.rules.console.PasswordHash;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    description =
        "Prints the hash of a password for a user of the console, to be written into the rules"
            + " file. Reads the password from the terminal, or one line of stdin.")
final class PasswordCommand implements Runnable {
  private static final int COST = 12;
  private static final int FEWEST_CHARACTERS = 8;

  /** What bcrypt takes. */
  private static final int MOST_BYTES = 72;

  @ParentCommand @Nullable Program parent;
  @Spec @Nullable CommandSpec spec;

  @Override
  public void run() {
    String password = Console.parent(parent).password();
    if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
      throw new UsageException(
          "a password has at least " + FEWEST_CHARACTERS + " characters; choose a longer one");
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new UsageException(
          "a password has at most " + MOST_BYTES + " bytes in UTF-8; choose a shorter one");
    }
    String bcrypt = new BCryptPasswordEncoder(COST).encode(password);
    Console.of(spec).out().println(new PasswordHash("{bcrypt}" + bcrypt).value());
  }
}
