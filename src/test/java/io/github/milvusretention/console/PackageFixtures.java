package io.github.milvusretention.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * Makes and closes what is {@link OnePerPackage}. At most one is open: a daemon that nobody uses
 * any more would disturb the tests of other packages. JUnit finds this in META-INF/services.
 */
public final class PackageFixtures implements BeforeAllCallback, ParameterResolver {
  private static final Namespace HERE = Namespace.create(PackageFixtures.class);

  /** Closed by JUnit after the last class of the JVM, if not before. */
  private record Kept(AutoCloseable fixture, Path directory) implements AutoCloseable {
    static Kept start(Class<?> type) {
      try {
        Path directory = Files.createTempDirectory("fixture");
        Constructor<?> constructor = type.getDeclaredConstructor(Path.class);
        constructor.setAccessible(true);
        return new Kept((AutoCloseable) constructor.newInstance(directory), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type.getName(), e);
      }
    }

    boolean isOfPackageOf(Class<?> test) {
      return fixture.getClass().getPackageName().equals(test.getPackageName());
    }

    @Override
    public void close() {
      try {
        fixture.close();
        FileSystemUtils.deleteRecursively(directory);
      } catch (Exception e) {
        throw new IllegalStateException(fixture.getClass().getName(), e);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    closeThatOfAnotherPackage(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAnnotationPresent(OnePerPackage.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // A class with one instance for all its tests is constructed before beforeAll.
    closeThatOfAnotherPackage(context);
    Class<?> type = parameter.getParameter().getType();
    return store(context)
        .computeIfAbsent(Kept.class, key -> Kept.start(type), Kept.class)
        .fixture();
  }

  private static void closeThatOfAnotherPackage(ExtensionContext context) {
    Kept kept = store(context).get(Kept.class, Kept.class);
    if (kept != null && !kept.isOfPackageOf(context.getRequiredTestClass())) {
      store(context).remove(Kept.class);
      kept.close();
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, HERE);
  }
}
