package io.github.milvusretention.crash;

import java.io.File;
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
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts the shipped program as a separate process: {@code java -jar} with the jar of {@code mvn
 * package}. Only a process with a {@link CrashPlan} is started through {@link KillableMain}, from a
 * directory beside the jar.
 */
final class ShippedJar {
  private static final Path JAR = Path.of("target", "milvus-retention.jar");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path META_INF = CLASSES.resolve("META-INF");
  private static final List<Class<?>> HOOKS =
      List.of(KillableMain.class, KillableMain.CrashPointConfiguration.class, CrashPlan.class);

  private final List<String> java = new ArrayList<>();
  private final Path hooks;
  private final Path archive;

  /**
   * @param directory for the files beside the jar
   */
  ShippedJar(Path directory) {
    requireCurrentJar();
    archive = directory.resolve("classes.jsa");
    hooks = directory.resolve("hooks.jar");
    pack(HOOKS, hooks);
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Tuned for short processes: the start takes half the time.
    java.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    for (String name : List.of("user.timezone", "user.language", "user.country")) {
      String value = System.getProperty(name, "");
      if (!value.isEmpty()) {
        java.add("-D" + name + "=" + value);
      }
    }
  }

  /**
   * The first process, which must not be killed, creates a class data archive that speeds up the
   * others.
   *
   * @param plan where the process halts or pauses; null runs the unmodified jar
   */
  ChildProcess start(
      Map<String, String> environment, Path log, @Nullable CrashPlan plan, List<String> arguments) {
    List<String> command = new ArrayList<>(java);
    String option = Files.exists(archive) ? "SharedArchiveFile" : "ArchiveClassesAtExit";
    command.add("-XX:" + option + "=" + archive);
    if (plan == null) {
      command.addAll(List.of("-jar", JAR.toString()));
    } else {
      command.addAll(plan.jvmArguments());
      String both = JAR + File.pathSeparator + hooks;
      command.addAll(List.of("-cp", both, KillableMain.class.getName()));
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

  /** Throws if the jar is missing or older than the compiled classes. */
  private static void requireCurrentJar() {
    if (!Files.isRegularFile(JAR)) {
      throw new IllegalStateException(
          "there is no " + JAR + "; mvn -DskipTests package creates" + " it");
    }
    try (FileSystem jar = FileSystems.newFileSystem(JAR);
        Stream<Path> files = Files.walk(CLASSES)) {
      Path packed = jar.getPath("/");
      // What lies in META-INF is for editors.
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> !f.startsWith(META_INF)).toList()) {
        Path packedFile = packed.resolve(CLASSES.relativize(file).toString());
        if (Files.notExists(packedFile) || Files.mismatch(file, packedFile) >= 0) {
          throw new IllegalStateException(
              JAR
                  + " does not contain the current "
                  + file
                  + "; mvn -DskipTests package updates"
                  + " it");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pack(List<Class<?>> classes, Path jar) {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> hook : classes) {
        String name = hook.getName().replace('.', '/') + ".class";
        try (InputStream in =
            Objects.requireNonNull(hook.getClassLoader().getResourceAsStream(name), name)) {
          out.putNextEntry(new JarEntry(name));
          in.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
