package io.github.milvusretention.console.partition;

import static io.github.milvusretention.console.LivePages.policy;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.database.Databases;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;

/** The pages of partitions. Each test has a policy of its own. */
@OnePerPackage
final class PartitionPages implements AutoCloseable {
  private static final String RULES =
      policy("there", "there", "schedule: \"0 15 3 * * ?\"")
          + policy("dropped", "dropped", "keep-newest: 0")
          + policy("two", "\"two_*\"", "keep-newest: 0")
          + policy("graced", "graced", "grace: P7D")
          + policy("again", "again", "keep-newest: 0")
          + policy("accepted", "accepted", "max-drops: 1", "keep-newest: 0")
          + policy("old", "old", "keep-newest: 0")
          + policy("hostile", "hostile", "keep-newest: 0").replace("uuuu_MM", "*_uuuu_MM")
          + policy("busy", "busy", "keep-newest: 0")
          + policy("away", "away", "keep-newest: 0");

  final LivePages live;

  PartitionPages(Path directory) {
    live = new LivePages(Databases.H2, directory, RULES);
  }

  /** The page of the partition of that name, with more of its query. */
  HtmlPage look(String name, String... where) throws IOException {
    return live.page("/partition?name=" + URLEncoder.encode(name, UTF_8) + String.join("", where));
  }

  @Override
  public void close() {
    live.close();
  }
}
