package io.github.milvusretention.rules.process;

import static java.util.stream.Collectors.joining;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;

/**
 * How a person calls this program under the same rules: whole commands, to be pasted into a POSIX
 * shell.
 */
public final class ThisProgram {
  private static final String NAME = "milvus-retention";

  /** The launcher says in it how it was called. */
  private static final String CALLED = "milvus-retention.called";

  private final String start;

  public ThisProgram(RulesOnDisk rules) {
    start = program() + " --config " + quoted(rules.file().toAbsolutePath().toString());
  }

  /** The whole command line of these words, each quoted if a shell would change it. */
  public String command(Object... words) {
    return Stream.concat(Stream.of(start), Stream.of(words).map(word -> quoted(word.toString())))
        .collect(joining(" "));
  }

  /** Alone, without the rules. */
  public static String program() {
    String called = System.getProperty(CALLED, "");
    return called.isEmpty() ? jar() : quoted(called);
  }

  private static String jar() {
    CodeSource source = ThisProgram.class.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
      return NAME;
    }
    try {
      return "java -jar " + quoted(Path.of(source.getLocation().toURI()).toString());
    } catch (URISyntaxException e) {
      return NAME;
    }
  }

  /** As a POSIX shell reads one word. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
