package io.github.milvusretention.console.nights;

import static io.github.milvusretention.console.nights.FiveNights.cell;
import static io.github.milvusretention.console.nights.FiveNights.marks;
import static io.github.milvusretention.console.nights.FiveNights.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy of which no plan was ever taken has collections all the same. */
@Slow
class RefusedFromTheStartTest {
  @Test
  void theCollectionsOfTheRefusedPlanAreShown(@TempDir Path directory) throws IOException {
    try (LivePages pages =
        new LivePages(
            Databases.H2, directory, LivePages.policy("first", "\"docs_*\"", "max-drops: 1"))) {
      pages.collection("docs_a", "2026_01", "2026_02", "2026_11");
      pages.collection("docs_b", "2026_01", "2026_11");
      assertThat(pages.run("first").exit()).isEqualTo(RunExit.GUARD_REFUSED);

      HtmlPage page = pages.page("/nights?policy=first");

      assertThat(page.asNormalizedText()).contains("1–2 of 2 collections");
      assertThat(marks(cell(page, "default.docs_a", "2026-11-24"))).isEqualTo("!");
      assertThat(words(cell(page, "default.docs_b", "2026-11-24")))
          .isEqualTo("refused by a guard, nothing was dropped");
    }
  }
}
