package io.github.milvusretention.console.forecast;

import static io.github.milvusretention.console.forecast.ForecastPages.NOW;
import static io.github.milvusretention.console.forecast.ForecastPages.bar;
import static io.github.milvusretention.console.forecast.ForecastPages.title;
import static io.github.milvusretention.console.forecast.ForecastPages.x;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.milvusretention.console.forecast.picture.Picture;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** What goes in the nights to come, as a picture and in words. */
@Slow
class ForecastPictureTest {
  private static final String HOSTILE = "x\"><script>alert(1)</script>\u202e";

  private final ForecastPages pages;

  ForecastPictureTest(ForecastPages pages) {
    this.pages = pages;
  }

  @BeforeEach
  void nothingWasAsked() {
    pages.atTen();
  }

  @Test
  void eachPartitionIsABarWithItsPeriodItsExpiryAndItsNight() throws IOException {
    HtmlPage page = pages.forecast("policy=days&days=4");

    assertThat(title(bar(page, "p_2026_11_18")))
        .isEqualTo(
            "p_2026_11_18: 2026-11-18T00:00+01:00 to 2026-11-19T00:00+01:00, expires"
                + " 2026-11-24T00:00+01:00; goes in the run of 2026-11-25T03:15+01:00, which a"
                + " guard would refuse");
    assertThat(title(bar(page, "p_2026_11_24"))).endsWith("; stays");
    assertThat(bar(page, "p_2026_11_24").getAttribute("class")).isEqualTo("bar stays");
    assertThat(bar(page, "p_2026_11_18").getAttribute("class")).isEqualTo("bar n1");
    assertThat(bar(page, "p_2026_11_20").getAttribute("class")).isEqualTo("bar n2");
    assertThat(page.asNormalizedText()).contains("goes 2026-11-25", "goes 2026-11-26");
  }

  @Test
  void whatDoesNotExistYetIsDashedAndWhatIsHeldIsMarked() throws IOException {
    HtmlPage page = pages.forecast("policy=days&days=4");

    assertThat(bar(page, "p_2026_11_26").getAttribute("class")).isEqualTo("bar stays expected");
    assertThat(title(bar(page, "p_2026_11_26"))).contains("; does not exist yet");
    DomElement held = bar(page, "p_2026_11_16");
    assertThat(held.getAttribute("class")).isEqualTo("bar held");
    assertThat(title(held)).contains("HELD, held by legal hold ", "audit <b>of</b> \"2026\"");
    assertThat(page.getByXPath("//*[local-name()='path'][@class='pin']")).hasSize(1);
    assertThat(page.asNormalizedText()).contains("not drawn: 1 whose names are not read");
  }

  /** The axis is 1180 units wide and begins at 10, with the oldest partition. */
  @Test
  void theLinesStandWhereTheyBelong() throws IOException {
    HtmlPage page = pages.forecast("policy=days&days=4");

    double oldest = x(bar(page, "p_2026_11_16"), "x");
    double next = x(bar(page, "p_2026_11_17"), "x");
    double day = next - oldest;
    assertThat(oldest).isEqualTo(10);
    Instant from = Instant.parse("2026-11-15T23:00:00Z");
    assertThat(x(line(page, "today"), "x1"))
        .isCloseTo(10 + day * days(from, Instant.parse(NOW)), within(0.5));
    assertThat(x(line(page, "keep"), "x1"))
        .as("what ends by 2026-11-19, 0:00 in Berlin, has expired")
        .isCloseTo(10 + day * 3, within(0.5));
    assertThat(x(line(page, "keep then"), "x1")).isCloseTo(10 + day * 7, within(0.5));
    assertThat(x(bar(page, "p_2026_11_18"), "x") + x(bar(page, "p_2026_11_18"), "width"))
        .isLessThan(x(line(page, "keep"), "x1"));
    assertThat(x(bar(page, "p_2026_11_19"), "x"))
        .isGreaterThanOrEqualTo(x(line(page, "keep"), "x1"));
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / 86400.0;
  }

  private static DomElement line(HtmlPage page, String kind) {
    return page.getFirstByXPath("//*[local-name()='line'][@class='" + kind + "']");
  }

  @Test
  void theSameStandsInWords() throws IOException {
    HtmlPage page = pages.forecast("policy=days&days=4");

    assertThat(page.asNormalizedText())
        .contains("2026-11-25 03:15:00+01:00", "2026-11-25 02:15:00 UTC")
        .contains("waits for a person: ")
        .contains("Reaches 1024");
    List<DomElement> gone = page.getByXPath("//li/span[@class='name']");
    assertThat(gone).extracting(DomNode::getTextContent).contains("default.logs/p_2026_11_18");
  }

  /** Names in the picture are of letters; of collections only the server makes sure of that. */
  @Test
  void aHostileNameIsText() throws IOException {
    Picture.Shape bar = new Picture.Shape(1, 2, 3, 4, "stays", HOSTILE, true);
    Picture.Strip strip = new Picture.Strip(HOSTILE, HOSTILE, 1, 2, 3, 4, 5, false, List.of(bar));
    Context context = new Context();
    context.setVariable("picture", new Picture(1200, 100, 600, List.of(), List.of(strip)));
    context.setVariable("until", HOSTILE);

    String svg =
        pages
            .bean(SpringTemplateEngine.class)
            .process("forecast-picture", Set.of("picture"), context);

    assertThat(svg).doesNotContain("<script");
    assertThat(svg.split("alert\\(1\\)", -1)).as("title, heading, note and bar").hasSize(5);
  }
}
