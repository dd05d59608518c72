package io.github.milvusretention.console.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives the tests of this package one server: each story has policies of its own there. */
final class Shared implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(Shared.class);

  /** Closed by JUnit after the last test. */
  private static final class Kept implements AutoCloseable {
    private final Path directory;
    private final ConsoleServer server;

    Kept() {
      try {
        directory = Files.createTempDirectory("console");
        server = ConsoleServer.start(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ConsoleServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(Kept.class, key -> new Kept(), Kept.class)
        .server;
  }
}
