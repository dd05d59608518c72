package io.github.milvusretention.console.plan;

import static io.github.milvusretention.console.plan.PlanPages.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.sandbox.Call;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan that cannot be shown, or not at once. */
@Slow
class PlanAskedTest {
  private final LivePages pages;
  private final Sandbox sandbox;

  PlanAskedTest(PlanPages plans) {
    pages = plans.live;
    sandbox = pages.sandbox;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy=many&asOf=tomorrow | 400 | \"tomorrow\" is not an as-of; write a date 2026-11-24",
        "policy=many&asOf=2026-02-30 | 400 | is not on the calendar",
        "policy=many&verdict=GONE | 400 | \"GONE\" is not a value of verdict",
        "policy=many&page=x | 400 | \"x\" is not a value of page",
        "policy=nobody | 404 | there is no policy nobody in the rules",
        "policy=down | 502 | The cluster could not be asked: ",
      })
  void whatCannotBeShownIsOneSentence(String query, int status, String sentence)
      throws IOException {
    HtmlPage page = pages.page("/plan?" + query);

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(status);
    assertThat(((DomNode) page.getFirstByXPath("//*[@role='alert']")).asNormalizedText())
        .contains(sentence);
  }

  @Test
  void aClusterThatTakesItsTimeIsWaitedForByThePage() throws IOException {
    pages.collection("slow", "2026_01", "2026_11");
    sandbox.on("partitions/list").onCollection("slow").react(Reaction.hang());

    WebResponse waiting = pages.at("/plan?policy=slow").getWebResponse();

    assertThat(waiting.getContentAsString()).contains("The cluster is being asked.");
    assertThat(waiting.getResponseHeaderValue("Refresh")).isEqualTo("3");
    sandbox.heal();
    assertThat(rows(pages.page("/plan?policy=slow")))
        .containsEntry("default.slow/2026_01", "EXPIRED");
    assertThat(sandbox.callsTo("partitions/list").stream().filter(this::isSlow).count())
        .as("however often the page is loaded")
        .isEqualTo(1);
  }

  @Test
  void whoAsksWithoutEndIsSentAwayAndTheClusterIsNotAskedForAll() throws Exception {
    pages.collection("asked", "2026_01", "2026_11");
    sandbox.on("partitions/list").onCollection("asked").react(Reaction.hang());
    URI base = pages.page("/plan").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    HttpResponse<String> answer;
    int asked = 0;
    do {
      String address = "/plan?policy=asked&fresh=true&asOf=" + LocalDate.of(2026, 1, 1 + asked);
      answer =
          http.send(HttpRequest.newBuilder(base.resolve(address)).build(), BodyHandlers.ofString());
      asked++;
    } while (answer.statusCode() == 302 && asked < 31);

    sandbox.heal();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("too many others wait for clusters to be asked; ask again in a moment")
        .contains("value=\"2026-01-" + asked + "\"");
    assertThat(asked).isLessThanOrEqualTo(3 + 16 + 1);
    assertThat(rows(pages.page("/plan?policy=asked&asOf=2026-01-01")))
        .containsKey("default.asked/2026_01");
  }

  private boolean isSlow(Call call) {
    return "slow".equals(call.collection());
  }
}
