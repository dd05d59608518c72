package io.github.milvusretention.console.access;

import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.rules.console.TokenHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two daemons with people and programs of each role: one that is read-only, and one that is not.
 */
@OnePerPackage
final class Gate implements AutoCloseable {
  private static final String RULES =
      RunningConsole.USERS
          + """
              tokens:
                board: {hash: "%s", roles: [viewer]}
                ci: {hash: "%s", roles: [operator]}
                chief: {hash: "%s", roles: [approver]}
          """
              .formatted(hash("board"), hash("ci"), hash("chief"));

  private final RunningConsole open;

  /** Nobody may act there. */
  final RunningConsole closed;

  Gate(Path directory) throws IOException {
    open = RunningConsole.start(Files.createDirectories(directory.resolve("open")), RULES);
    closed =
        RunningConsole.start(
            Files.createDirectories(directory.resolve("closed")), "    read-only: true\n" + RULES);
  }

  /** The one that is open, which tells what it logs from now on. */
  RunningConsole console() {
    open.listen();
    return open;
  }

  static String token(String name) {
    return "mret_secret_of_" + name;
  }

  static String hash(String name) {
    return TokenHash.of(token(name)).value();
  }

  @Override
  public void close() {
    open.close();
    closed.close();
  }
}
