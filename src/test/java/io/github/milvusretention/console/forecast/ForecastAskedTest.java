package io.github.milvusretention.console.forecast;

import static io.github.milvusretention.console.forecast.ForecastPages.bars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a forecast asks the cluster, and what is said when that does not go well. */
class ForecastAskedTest {
  private final ForecastPages pages;

  ForecastAskedTest(ForecastPages pages) {
    this.pages = pages;
  }

  @BeforeEach
  void nothingWasAsked() {
    pages.atTen();
  }

  @Test
  void whereThereAreSeveralPoliciesOneIsChosenFirst() throws IOException {
    assertThat(pages.forecast("").asNormalizedText()).contains("Choose a policy");
    assertThat(pages.sandbox.calls()).isEmpty();
  }

  @Test
  void theClusterIsAskedOnceForAllPagesUntilItIsAskedAgain() throws IOException {
    HtmlPage first = pages.forecast("policy=many&days=3");
    int asked = pages.sandbox.calls().size();
    assertThat(asked).isPositive();
    assertThat(first.asNormalizedText()).contains("1–8 of 10 collections", "default.m_10");

    HtmlPage second = pages.forecast("policy=many&days=3&page=2");
    assertThat(second.asNormalizedText())
        .contains("9–10 of 10 collections")
        .doesNotContain("default.m_10");
    assertThat(pages.sandbox.calls()).hasSize(asked);
    assertThat(pages.forecast("policy=many&days=3&q=M_13").asNormalizedText())
        .contains("1–1 of 1 collections");

    HtmlPage again = second.getAnchorByText("Ask again").click();
    assertThat(pages.sandbox.calls()).hasSize(2 * asked);
    assertThat(again.getUrl().getQuery()).isEqualTo("policy=many&days=3&page=2");
    pages.itIs("2026-11-24T10:05:01Z");
    pages.forecast("policy=many&days=3");
    assertThat(pages.sandbox.calls()).as("it is old").hasSize(3 * asked);
  }

  @Test
  void aFailureIsNotKept() throws IOException {
    pages.sandbox.onEvery().react(Reaction.unauthenticated());
    assertThat(pages.page("/forecast?policy=days&days=9").getWebResponse().getStatusCode())
        .isEqualTo(502);
    pages.sandbox.heal();

    assertThat(bars(pages.forecast("policy=days&days=9"))).isNotEmpty();
  }

  @Test
  void aClusterThatIsDownIsOneSentenceWithTheFilterStillThere() throws IOException {
    HtmlPage page = pages.page("/forecast?policy=away&days=7");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(502);
    DomElement alert = page.getFirstByXPath("//p[@role='alert']");
    assertThat(alert.asNormalizedText()).contains("Ask again");
    DomElement days = page.getFirstByXPath("//input[@name='days']");
    assertThat(days.getAttribute("value")).isEqualTo("7");
  }

  @Test
  void daysOutOfRangeAreOneSentence() throws IOException {
    for (String days : List.of("0", "3661", "-1")) {
      HtmlPage page = pages.page("/forecast?policy=days&days=" + days);
      assertThat(page.getWebResponse().getStatusCode()).isEqualTo(400);
      assertThat(page.asNormalizedText()).contains("write 1 to 3660");
    }
    assertThat(pages.page("/forecast?policy=days&days=x").getWebResponse().getStatusCode())
        .isEqualTo(400);
    assertThat(pages.page("/forecast?policy=nobody").asNormalizedText())
        .contains("no policy nobody");
    assertThat(pages.sandbox.calls()).isEmpty();
  }

  @Test
  void whatIsNotEncodedIsAValueToo() throws IOException {
    assertThat(pages.page("/forecast?policy=days&edit=;a=b").getWebResponse().getStatusCode())
        .isEqualTo(400);
    HtmlPage page = pages.forecast("policy=days&q=a=b&zz=c=d&edit=keep=P6D&edit=max-drops=3");

    assertThat(page.getAnchorByText("Ask again").getHrefAttribute())
        .isEqualTo("/forecast?policy=days&edit=keep%3DP6D&edit=max-drops%3D3&q=a%3Db&fresh=true");
  }

  @Slow
  @Test
  void fewThreadsOfTheServerWaitForASlowForecast() throws Exception {
    URI address =
        pages.page("/forecast").getUrl().toURI().resolve("/forecast?policy=days&days=50&q=log");
    HttpClient http = HttpClient.newHttpClient();
    pages.sandbox.onEvery().react(Reaction.hang());

    List<CompletableFuture<HttpResponse<String>>> all =
        IntStream.range(0, 9)
            .mapToObj(
                i ->
                    http.sendAsync(
                        HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()))
            .toList();
    CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
    long healed = all.stream().filter(CompletableFuture::isDone).count();
    pages.sandbox.heal();

    List<HttpResponse<String>> answers = all.stream().map(CompletableFuture::join).toList();
    assertThat(healed).as("the others wait").isLessThan(9);
    assertThat(answers).extracting(HttpResponse::statusCode).contains(503);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 503)
        .allSatisfy(
            answer ->
                assertThat(answer.body())
                    .contains("the cluster is still being asked; ask again in a moment")
                    .contains("value=\"50\"", "value=\"log\""));
    assertThat(bars(pages.forecast("policy=days&days=50"))).isNotEmpty();
    int asked = pages.sandbox.callsTo("collections/list").size();
    pages.sandbox.clearCalls();
    pages.forecast("policy=days&days=51");
    assertThat(pages.sandbox.callsTo("collections/list")).as("once for all of them").hasSize(asked);
  }

  @Slow
  @Test
  void whoAsksWithoutEndIsSentAway() throws Exception {
    URI base = pages.page("/forecast").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    pages.sandbox.onEvery().react(Reaction.hang());
    for (int days = 101; days < 101 + 3 + 16; days++) {
      URI address = base.resolve("/forecast?policy=days&fresh=true&days=" + days);
      http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
    }

    HtmlPage page = pages.page("/forecast?policy=days&days=200");

    pages.sandbox.heal();
    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(503);
    assertThat(page.asNormalizedText())
        .contains("too many others wait for clusters to be asked; ask again in a moment");
    DomElement days = page.getFirstByXPath("//input[@name='days']");
    assertThat(days.getAttribute("value")).isEqualTo("200");
    await()
        .until(
            () ->
                pages.page("/forecast?policy=days&days=118").getWebResponse().getStatusCode()
                    == 200);
  }
}
