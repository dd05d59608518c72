package io.github.milvusretention.sandbox;

import io.github.milvusretention.MilvusRetention;
import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.output.TerminalWidth;
import io.github.milvusretention.cli.start.Application;
import io.github.milvusretention.cli.start.CommandContext;
import io.github.milvusretention.cli.start.TypedPassword;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * A demonstration without any installation: a sandbox instead of Milvus, a job repository in a
 * temporary directory, the shipped rules, and the commands of an operator.
 */
public final class Demo {
  private static final List<String[]> COMMANDS =
      List.of(new String[] {"plan"}, new String[] {"run"}, new String[] {"show", "1"});

  private Demo() {}

  public static void main(String[] args) throws IOException {
    Path data = Files.createTempDirectory("milvus-retention-demo");
    int exit;
    try (Sandbox sandbox =
        Sandbox.builder()
            .token("root:Milvus")
            .releaseTime(Duration.ofSeconds(1))
            .seed(States::quickSetup)
            .start()) {
      exit = run(sandbox, data);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
    System.exit(exit);
  }

  private static int run(Sandbox sandbox, Path data) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("MILVUS_URI", sandbox.uri().toString());
    environment.put("MILVUS_TOKEN", "root:Milvus");
    environment.put("RETENTION_DATA_DIR", data.toString());
    // Otherwise the first night would only count rows.
    environment.put("RETENTION_POLICIES_QUICKSETUP_STILLWRITTEN", "off");
    CommandContext here =
        new CommandContext(
            MilvusRetention.class,
            environment,
            Clock.systemUTC(),
            // Whoever starts the demonstration watches it.
            () -> true,
            TypedPassword::read,
            TerminalWidth::ofStdout,
            out,
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Application::start);
    out.println("A Milvus sandbox has " + sandbox.partitions("default", "quick_setup"));
    for (String[] command : COMMANDS) {
      out.println();
      out.println("$ milvus-retention " + String.join(" ", command));
      int exit = RetentionCommand.execute(here, command);
      if (exit != 0) {
        return exit;
      }
    }
    out.println();
    out.println("The sandbox now has " + sandbox.partitions("default", "quick_setup"));
    return 0;
  }
}
