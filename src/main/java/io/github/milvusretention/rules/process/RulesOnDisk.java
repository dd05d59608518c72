package io.github.milvusretention.rules.process;

import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.rules.RulesReader;
import io.github.milvusretention.rules.Secrets;
import io.github.milvusretention.rules.console.ConsoleRules;
import io.github.milvusretention.rules.yaml.RulesException;
import io.github.milvusretention.rules.yaml.RulesText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a process, and the file that they were read from. A process does not read it again
 * to act by it, but it can tell whether the file still says the same.
 */
public final class RulesOnDisk {
  private static final String DIFFERENT = "the rules file is not the one that this process read";

  private final Path file;
  private final Map<String, String> variables;
  private final String digest;
  private final Rules rules;

  /** Read once for each content: whoever asks for health does so every few seconds. */
  private final AtomicReference<@Nullable Look> looked = new AtomicReference<>();

  private RulesOnDisk(Path file, Map<String, String> variables, String digest, Rules rules) {
    this.file = file;
    this.variables = Map.copyOf(variables);
    this.digest = digest;
    this.rules = rules;
  }

  /** As {@link Rules#read}. */
  public static RulesOnDisk read(Path file, Map<String, String> variables, Instant now) {
    return read(file, variables, Secrets.NEEDED, now);
  }

  /**
   * For commands that contact no cluster: a secret may be without a value, for example a token
   * whose variable is not set. With such rules nothing can be done at a cluster that asks for one.
   */
  public static RulesOnDisk readWithoutSecrets(
      Path file, Map<String, String> variables, Instant now) {
    return read(file, variables, Secrets.IF_SET, now);
  }

  private static RulesOnDisk read(
      Path file, Map<String, String> variables, Secrets secrets, Instant now) {
    // The digest comes first: a file that changes in between is then seen to differ.
    String digest;
    try {
      digest = digest(file);
    } catch (IOException e) {
      // Read below, with a better message; a file that is readable only then differs.
      digest = "";
    }
    Rules rules =
        RulesReader.read(file.toString(), RulesText.read(file), variables, Map.of(), secrets, now);
    return new RulesOnDisk(file, variables, digest, rules);
  }

  /** As it was named. */
  public Path file() {
    return file;
  }

  /** The SHA-256 of the file as it was read, in hex; empty if it could not be read just before. */
  public String digest() {
    return digest;
  }

  /** As they were read. */
  public Rules rules() {
    return rules;
  }

  /**
   * The same rules with some values of policies edited, checked as if they were written so. The
   * file is read again.
   *
   * @param edits for each policy the new values by key; several values with commas
   * @throws RulesException with all mistakes, if there is one
   */
  public Rules edited(Map<String, Map<String, String>> edits, Instant now) {
    Map<String, String> byPath = new HashMap<>();
    edits.forEach(
        (policy, values) ->
            values.forEach((key, value) -> byPath.put(RulesReader.path(policy, key), value)));
    return RulesReader.read(
        file.toString(), RulesText.read(file), variables, byPath, Secrets.NEEDED, now);
  }

  /**
   * In one sentence how the file differs from what was read; empty if it has the same bytes, or
   * differs in the console alone, by which nothing is dropped or kept. The path is resolved again,
   * so that a symbolic link that was changed is seen.
   *
   * @param now every schedule must fire after it
   */
  public Optional<String> change(Instant now) {
    return look(now).change();
  }

  /**
   * In one sentence how the console alone differs from what was read; empty if anything else does
   * too, or nothing.
   *
   * @param now every schedule must fire after it
   */
  public Optional<String> consoleChange(Instant now) {
    return look(now).consoleChange();
  }

  /**
   * The one or the other for whoever asks, logged in or not: without names of people, paths, and
   * what a mistake quotes.
   *
   * @param now every schedule must fire after it
   */
  public Optional<String> changeForEverybody(Instant now) {
    return look(now).forEverybody();
  }

  /**
   * Who may act by the file as it is now, without whoever has a mistake in it; empty if it cannot
   * be read.
   *
   * @param now every schedule must fire after it
   */
  public Optional<ConsoleRules> consoleNow(Instant now) {
    return Optional.ofNullable(look(now).console());
  }

  /**
   * The file as it is.
   *
   * @param digest of its bytes
   * @param forEverybody the change of either, in words for everybody
   * @param console null if it cannot be read
   */
  private record Look(
      String digest,
      Optional<String> change,
      Optional<String> consoleChange,
      Optional<String> forEverybody,
      @Nullable ConsoleRules console) {}

  private Look look(Instant now) {
    String current;
    try {
      current = digest(file);
    } catch (IOException e) {
      return differs(
          "",
          "the rules file " + file + " can no longer be read (" + e + ")",
          "the rules file can no longer be read");
    }
    if (current.equals(digest)) {
      return new Look(
          digest, Optional.empty(), Optional.empty(), Optional.empty(), rules.console());
    }
    Look last = looked.get();
    if (last != null && last.digest().equals(current)) {
      return last;
    }
    Look look = look(current, now);
    looked.set(look);
    return look;
  }

  private Look look(String current, Instant now) {
    RulesReader.Read read;
    try {
      read =
          RulesReader.readApart(
              file.toString(), RulesText.read(file), variables, Map.of(), Secrets.NEEDED, now);
    } catch (RulesException e) {
      return differs(
          current, different("it has mistakes: " + inOneLine(e)), DIFFERENT + ": it has mistakes");
    }
    ConsoleRules console = read.rules().console();
    boolean othersDiffer = !rules.with(console).equals(read.rules());
    Optional<String> ofConsole =
        read.mistakes().isEmpty()
            ? RulesChange.between(rules.console(), console)
            : Optional.of(
                "it has mistakes: "
                    + inOneLine(RulesException.all(read.mistakes(), file.toString())));
    return othersDiffer || ofConsole.isEmpty()
        ? new Look(
            current,
            Optional.of(different(RulesChange.between(rules, read.rules()))),
            Optional.empty(),
            Optional.of(DIFFERENT + ": " + RulesChange.forEverybody(rules, read.rules())),
            console)
        : new Look(
            current,
            Optional.empty(),
            ofConsole.map(what -> "the console in " + different(what)),
            Optional.of("the console in " + DIFFERENT),
            console);
  }

  private static Look differs(String digest, String change, String forEverybody) {
    return new Look(digest, Optional.of(change), Optional.empty(), Optional.of(forEverybody), null);
  }

  private String different(String what) {
    return "the rules file " + file + " is not the one that this process read: " + what;
  }

  private static String inOneLine(RulesException mistakes) {
    return String.valueOf(mistakes.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      // One byte more than rules may have: a file of that size has mistakes in any case.
      return HexFormat.of().formatHex(sha256.digest(in.readNBytes(RulesText.LARGEST + 1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
