package io.github.milvusretention.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program as it is shipped, started as a process of its own: {@code java -jar} with the jar
 * that {@code mvn package} makes. Only a process that ends at a {@link LastMoment} is started by
 * {@link KillableMain}, from a folder beside the jar.
 */
final class ShippedJar {
  private static final Path JAR = Path.of("target", "milvus-retention.jar");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path META_INF = CLASSES.resolve("META-INF");
  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";
  private static final List<Class<?>> HOOKS =
      List.of(KillableMain.class, KillableMain.Watched.class, LastMoment.class);

  private final List<String> java = new ArrayList<>();
  private final Path hooks;
  private final Path archive;

  /**
   * @param directory where it puts what belongs beside the jar
   */
  ShippedJar(Path directory) {
    refuseOld();
    archive = directory.resolve("classes.jsa");
    hooks = directory.resolve("hooks");
    HOOKS.forEach(hook -> copy(hook, hooks));
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // For a short life: it starts in half the time.
    java.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    for (String name : List.of("user.timezone", "user.language", "user.country")) {
      String value = System.getProperty(name, "");
      if (!value.isEmpty()) {
        java.add("-D" + name + "=" + value);
      }
    }
  }

  /**
   * The first process, which must run to its end, leaves an archive of loaded classes for faster
   * starts of the others.
   *
   * @param last where it ends or stands still; without it nothing is added to the jar
   */
  ChildProcess start(
      Map<String, String> environment,
      Path log,
      @Nullable LastMoment last,
      List<String> arguments) {
    List<String> command = new ArrayList<>(java);
    String use = Files.exists(archive) ? "SharedArchiveFile" : "ArchiveClassesAtExit";
    command.add("-XX:" + use + "=" + archive);
    if (last == null) {
      command.addAll(List.of("-jar", JAR.toString()));
    } else {
      command.addAll(last.jvmArguments());
      command.add("-Dloader.path=" + hooks);
      command.add("-Dloader.main=" + KillableMain.class.getName());
      command.addAll(List.of("-cp", JAR.toString(), LAUNCHER));
    }
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new ChildProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar of yesterday's classes would prove nothing about today's. */
  private static void refuseOld() {
    if (!Files.isRegularFile(JAR)) {
      throw new IllegalStateException("there is no " + JAR + "; mvn -DskipTests package makes it");
    }
    try (FileSystem jar = FileSystems.newFileSystem(JAR);
        Stream<Path> files = Files.walk(CLASSES)) {
      Path packed = jar.getPath("BOOT-INF", "classes");
      // Spring Boot leaves META-INF elsewhere; what lies there is for editors.
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> !f.startsWith(META_INF)).toList()) {
        Path twin = packed.resolve(CLASSES.relativize(file).toString());
        if (Files.notExists(twin) || Files.mismatch(file, twin) >= 0) {
          throw new IllegalStateException(
              JAR + " has not this " + file + "; mvn -DskipTests package makes it anew");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Class<?> hook, Path directory) {
    String name = hook.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(hook.getClassLoader().getResourceAsStream(name), name)) {
      Files.createDirectories(copy.getParent());
      Files.copy(in, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
