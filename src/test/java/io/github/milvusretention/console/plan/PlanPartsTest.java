package io.github.milvusretention.console.plan;

import static io.github.milvusretention.console.LivePages.SCRIPT;
import static io.github.milvusretention.console.plan.PlanPages.cells;
import static io.github.milvusretention.console.plan.PlanPages.row;
import static io.github.milvusretention.console.plan.PlanPages.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** The list of a plan in parts, by filters, and with names of any characters. */
@Slow
class PlanPartsTest {
  private final LivePages pages;

  PlanPartsTest(PlanPages plans) {
    pages = plans.live;
  }

  @Test
  void aFilterSurvivesPaging() throws IOException {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);
    String[] days =
        LocalDate.of(2026, 1, 1)
            .datesUntil(LocalDate.of(2026, 11, 25))
            .map(day::format)
            .toArray(String[]::new);
    pages.collection("many_a", days);
    pages.collection("many_b", days);
    IntStream.range(0, 30).forEach(i -> pages.collection("many_c" + i, "2026_11_24"));
    int expired = (int) LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2026, 8, 24)).count();

    HtmlPage whole = pages.page("/plan?policy=many");
    assertThat(whole.asNormalizedText()).contains("All 32 collections");
    assertThat(cells(pages.follow(whole, "All 32 collections"), "Collections of the plan"))
        .hasSize(32);

    HtmlPage page = pages.follow(whole, "default.many_b");
    assertThat(page.asNormalizedText()).contains("1–100 of 329 partitions");
    assertThat(rows(page)).doesNotContainKey("default.many_a/2026_01_01");

    page = pages.page("/plan?policy=many&collection=default.many_a&verdict=EXPIRED");
    assertThat(page.asNormalizedText()).contains("1–100 of " + expired + " partitions");
    page = pages.follow(pages.follow(page, "Next"), "Next");
    assertThat(page.asNormalizedText())
        .contains("201–" + expired + " of " + expired + " partitions", "page 3 of 3");
    assertThat(rows(page).keySet()).contains("default.many_a/2026_08_23");
    assertThat(rows(page).values()).containsOnly("EXPIRED");
    assertThat(page.getUrl().getQuery())
        .contains("collection=default.many_a", "verdict=EXPIRED", "page=3");

    page = pages.page("/plan?policy=many&q=11_2");
    assertThat(page.asNormalizedText()).contains("1–40 of 40 partitions");
    page = pages.page("/plan?policy=many&q=NOTHING&page=7");
    assertThat(page.asNormalizedText()).contains("No partitions");
    page = pages.page("/plan?policy=many&page=999");
    assertThat(page.asNormalizedText()).contains("page 8 of 8");
    assertThat(rows(page).keySet()).contains("default.many_c9/2026_11_24");
  }

  @Test
  void allPartsTogetherAreAllPartitionsOnce() throws IOException {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuu_MM_dd", Locale.ROOT);
    for (int i = 0; i < 5; i++) {
      pages.collection(
          "unread_" + i,
          LocalDate.of(2026, 10, 1)
              .datesUntil(LocalDate.of(2026, 11, 20))
              .map(day::format)
              .toArray(String[]::new));
    }
    Stream<String> all =
        Stream.of(1, 2, 3)
            .flatMap(
                page -> {
                  try {
                    return rows(pages.page("/plan?policy=unread&page=" + page)).keySet().stream();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    assertThat(all.toList()).hasSize(5 * 51).doesNotHaveDuplicates();
  }

  private static String shown(String name) {
    return name.replace("\u202e", "\\u202e");
  }

  @Test
  void foreignTextIsText() throws IOException {
    List<String> names =
        List.of(SCRIPT, "\"><img src=x onerror=alert(2)>", "{0}%zz&a=b#c_2026_01", "a".repeat(200));
    pages.collection("hostile");
    pages.lists("hostile", names);
    pages.hold("hostile", "*", SCRIPT, SCRIPT);

    HtmlPage page = pages.page("/plan?policy=hostile");

    assertThat(rows(page).keySet())
        .containsAll(names.stream().map(name -> "default.hostile/" + shown(name)).toList());
    assertThat(page.getWebResponse().getContentAsString()).doesNotContain("\u202e");
    assertThat(page.getByXPath("//main//script | //main//img | //@onerror")).isEmpty();
    assertThat(row(page, "default.hostile/{0}%zz&a=b#c_2026_01"))
        .contains("UNRECOGNISED", "also held by", " of " + shown(SCRIPT) + ": " + shown(SCRIPT));
    HtmlPage partition = pages.follow(page, "default.hostile/{0}%zz&a=b#c_2026_01");
    assertThat(partition.asNormalizedText()).contains("Partition {0}%zz&a=b#c_2026_01");
    HtmlPage filtered =
        pages.page("/plan?policy=hostile&q=%22%3E%3Cimg&collection=%3Cb%3E{&show=%22");
    assertThat(filtered.getByXPath("//main//img | //main//b[.='{']")).isEmpty();
    assertThat(
            pages
                .page("/plan?policy=%3Cscript%3Ealert(1)%3C/script%3E")
                .getByXPath("//main//script"))
        .isEmpty();
  }
}
