package io.github.milvusretention;

import io.github.milvusretention.cli.RetentionCommand;
import io.github.milvusretention.cli.start.CommandContext;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program: the commands, and the application that most of them start. */
@SpringBootApplication(proxyBeanMethods = false)
public class MilvusRetention {
  public static void main(String[] args) {
    CommandContext here =
        new CommandContext(
            MilvusRetention.class,
            System.getenv(),
            Clock.systemUTC(),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(RetentionCommand.execute(here, args));
  }
}
