package io.github.milvusretention.console.nights;

import static io.github.milvusretention.console.nights.FiveNights.cell;
import static io.github.milvusretention.console.nights.FiveNights.marks;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.database.Databases;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the grid asks of the repository, PostgreSQL understands as H2 does. */
@Slow
class NightsOnPostgresTest {
  @Test
  void theSameNightsGiveTheSameGrid(@TempDir Path directory) throws IOException {
    try (FiveNights nights = new FiveNights(Databases.POSTGRESQL, directory)) {
      HtmlPage page = nights.grid("");

      assertThat(marks(cell(page, "default.logs", "2026-11-20"))).isEqualTo("5");
      assertThat(marks(cell(page, "default.logs", "2026-11-21"))).isEqualTo("×1");
      assertThat(marks(cell(page, "days", "2026-11-22"))).isEqualTo("none");
      assertThat(marks(cell(page, "days", "2026-11-23"))).isEqualTo("!");
      assertThat(marks(cell(page, "default.west", "2026-11-20"))).isEqualTo("↓2");
      assertThat(marks(cell(page, "west", "2026-11-23"))).isEqualTo("×");
      assertThat(nights.grid("&policy=west").asNormalizedText()).doesNotContain("default.logs");
    }
  }
}
