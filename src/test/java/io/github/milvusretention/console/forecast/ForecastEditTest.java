package io.github.milvusretention.console.forecast;

import static io.github.milvusretention.console.forecast.ForecastPages.bar;
import static io.github.milvusretention.console.forecast.ForecastPages.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would go if a key of the rules were another. */
@Slow
class ForecastEditTest {
  private final ForecastPages pages;

  ForecastEditTest(ForecastPages pages) {
    this.pages = pages;
  }

  @BeforeEach
  void nothingWasAsked() {
    pages.atTen();
  }

  @Test
  void anEditIsDrawnBeside() throws IOException {
    HtmlPage page = pages.forecast("policy=days&days=4&edit=keep%3DP7D&edit=keep-newest%3D2");

    assertThat(page.asNormalizedText()).contains("P5D; as if P7D", "as if");
    List<DomElement> strips = page.getByXPath("//*[local-name()='g'][starts-with(@class,'strip')]");
    assertThat(strips).hasSize(2);
    assertThat(strips.get(1).getAttribute("class")).isEqualTo("strip edited");
    List<DomElement> keeps = page.getByXPath("//*[local-name()='line'][@class='keep']");
    double day = x(bar(page, "p_2026_11_18"), "x") - x(bar(page, "p_2026_11_17"), "x");
    assertThat(x(keeps.get(0), "x1") - x(keeps.get(1), "x1")).isCloseTo(2 * day, within(0.5));
    assertThat(page.asNormalizedText()).contains("default.logs/p_2026_11_20", "stays");
    List<DomElement> inputs = page.getByXPath("//input[@name='edit']");
    assertThat(inputs)
        .extracting(input -> input.getAttribute("value"))
        .containsExactly("keep=P7D", "keep-newest=2", "");
  }

  @Test
  void anEditOfTheFileMeanwhileIsTold() throws IOException {
    pages.edit("P1Y", "P2Y");

    assertThat(pages.forecast("policy=days&days=3&edit=keep%3DP7D").asNormalizedText())
        .contains("the edit applies to the rules file as it is now: the rules file ");
  }

  @Test
  void aWrongEditIsOneSentenceAndAsksNobody() throws IOException {
    for (String edit :
        List.of("keep", "keep%3DPT3M", "kep%3DP6M", "keep%3D%24%7BPATH%7D", "%3Cscript%3E%3D1")) {
      HtmlPage page = pages.page("/forecast?policy=days&edit=" + edit);
      assertThat(page.getWebResponse().getStatusCode()).as(edit).isEqualTo(400);
      DomElement alert = page.getFirstByXPath("//p[@role='alert']");
      assertThat(alert.asNormalizedText()).as(edit).isNotEmpty().doesNotContain("\n", "/bin");
      DomElement days = page.getFirstByXPath("//input[@name='days']");
      assertThat(days.getAttribute("value")).as("the filter is still there").isEqualTo("90");
    }
    assertThat(pages.sandbox.calls()).isEmpty();
    assertThat(pages.page("/forecast?policy=days&edit=kep%3DP6M").asNormalizedText())
        .contains("kep: cannot be edited here; write one of keep, ");
  }

  /** Else whoever may look would read what no policy selects. */
  @Test
  void whereIsLookedCannotBeEdited() throws IOException {
    for (String edit :
        List.of(
            "cluster%3Ddown",
            "database%3D*",
            "collections%3D*",
            "Collections%3D*",
            "collections[0]%3D*",
            "exclude-collections%3Dx",
            "excludeCollections%3Dx",
            "partitions%3DMMMM",
            "content-check.field%3Dx",
            "notify%3Dx")) {
      for (String fresh : List.of("", "&fresh=true")) {
        HtmlPage page = pages.page("/forecast?policy=days&days=7" + fresh + "&edit=" + edit);
        assertThat(page.getWebResponse().getStatusCode()).as(edit).isEqualTo(400);
        DomElement alert = page.getFirstByXPath("//p[@role='alert']");
        assertThat(alert.asNormalizedText())
            .as(edit)
            .contains(
                ": cannot be edited here; write one of keep, keep-newest, lead, ",
                "or use forecast --as-if on the command line, which takes every key");
      }
    }
    assertThat(pages.sandbox.calls()).isEmpty();
  }

  @Test
  void eachOtherKeyMayBeEdited() throws IOException {
    for (String edit :
        List.of(
            "keep-newest%3D2",
            "grace%3DP7D",
            "max-drops%3D9",
            "max-share%3D90%25",
            "new-rules%3Daccept",
            "still-written%3Dkeep",
            "schedule%3D0%2015%204%20*%20*%20%3F",
            "zone%3DUTC",
            "locale%3Dde",
            "stop-after%3D05:00",
            "max-age%3D9d",
            "concurrency%3D2",
            "release-batch%3D2")) {
      pages.forecast("policy=days&days=2&edit=" + edit);
    }
  }

  @Test
  void aHostileEditAndFilterAreText() throws IOException {
    HtmlPage page =
        pages.page("/forecast?policy=days&edit=%22%3E%3Cscript%3E%3D1&q=%22%3E%3Cscript%3E");

    assertThat(page.getByXPath("//main//script")).isEmpty();
    DomElement q = page.getFirstByXPath("//input[@name='q']");
    assertThat(q.getAttribute("value")).isEqualTo("\"><script>");
  }
}
