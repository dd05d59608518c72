package io.github.milvusretention.cli.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** An error of a command on stderr: a sentence or, where JSON is asked for, an object on a line. */
public final class ErrorAnswer {
  private record Answer(Told error) {}

  private record Told(int code, String message) {}

  private static final Pattern JSON = Pattern.compile("(?<!\\S)(-o|--output)[= ]?json(?!\\S)");

  private ErrorAnswer() {}

  /** Whether a line asks for it, which cannot be parsed. */
  public static boolean isWanted(String[] args) {
    return JSON.matcher(String.join(" ", args).toLowerCase(Locale.ROOT)).find();
  }

  /**
   * @param command whose line was parsed
   * @param code the exit code that tells of it
   * @param message may have several lines
   */
  public static void print(CommandLine command, int code, String message) {
    print(command.getErr(), OutputOption.isJson(command.getCommandSpec()), code, message);
  }

  /** The same. */
  public static void print(PrintWriter err, boolean json, int code, String message) {
    err.println(json ? json(code, message) : message);
  }

  /** The object on a line, without the line's end. */
  public static String json(int code, String message) {
    return JsonMapper.shared().writeValueAsString(new Answer(new Told(code, message)));
  }
}
