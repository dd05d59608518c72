package io.github.milvusretention.cli.start;

import io.github.milvusretention.database.start.RepositoryAddress;
import io.github.milvusretention.rules.process.RulesOnDisk;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/** Logs in one line what runs here. */
final class StartLine {
  private static final Logger log = LoggerFactory.getLogger(StartLine.class);

  private StartLine() {}

  /**
   * @param data where the repository is if no database is named
   */
  static void log(RulesOnDisk rules, Environment environment, Path data) {
    String version = Version.number();
    String file = rules.file().toAbsolutePath().toString();
    String database = RepositoryAddress.named(environment, data);
    List<String> policies = List.copyOf(rules.rules().policies().keySet());
    log.atInfo()
        .addKeyValue("event.action", "started")
        .addKeyValue("version", version)
        .addKeyValue("rules", file)
        .addKeyValue("repository", database)
        .addKeyValue("policies", policies)
        .log(
            "milvus-retention {}; rules {}; job repository {}; policies: {}",
            version,
            file,
            database,
            String.join(", ", policies));
  }
}
