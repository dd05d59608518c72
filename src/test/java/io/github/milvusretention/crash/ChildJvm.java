package io.github.milvusretention.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * How the program is started as a process of its own. The JVM starts twice as fast from a class
 * archive, which takes jars only, so the two folders of classes are packed first.
 */
final class ChildJvm {
  private final List<String> command = new ArrayList<>();
  private final Path archive;

  ChildJvm(Path directory) {
    archive = directory.resolve("classes.jsa");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m"));
    for (String name : List.of("user.timezone", "user.language", "user.country")) {
      String value = System.getProperty(name, "");
      if (!value.isEmpty()) {
        command.add("-D" + name + "=" + value);
      }
    }
    command.addAll(List.of("-cp", classPath(directory)));
  }

  /** Runs this command line once, in whole, and keeps the classes it used for faster starts. */
  void train(Map<String, String> environment, Path log, String... arguments) {
    Process training =
        start(List.of("-XX:ArchiveClassesAtExit=" + archive), environment, log, arguments);
    ChildProcess child = new ChildProcess(training, log);
    int exit = child.awaitExit();
    if (exit != 0) {
      throw new IllegalStateException("the training run ended with " + exit + child.output());
    }
    command.add(1, "-XX:SharedArchiveFile=" + archive);
  }

  ChildProcess start(
      Map<String, String> environment, Path log, List<String> jvmArguments, String... arguments) {
    return new ChildProcess(start(jvmArguments, environment, log, arguments), log);
  }

  private Process start(
      List<String> jvmArguments, Map<String, String> environment, Path log, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(jvmArguments);
    all.add(KillableMain.class.getName());
    all.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath(Path directory) {
    String here =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> jars = new ArrayList<>();
    for (String entry : here.split(System.getProperty("path.separator"))) {
      Path path = Path.of(entry);
      jars.add(
          Files.isDirectory(path)
              ? pack(path, directory.resolve("classes-" + jars.size() + ".jar")).toString()
              : entry);
    }
    return String.join(System.getProperty("path.separator"), jars);
  }

  /** With entries for the folders, in which Spring looks for components. */
  private static Path pack(Path classes, Path jar) {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> !path.equals(classes)).toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        packed.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
        if (Files.isRegularFile(file)) {
          Files.copy(file, packed);
        }
        packed.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
