package io.github.milvusretention.console.partition;

import static io.github.milvusretention.console.LivePages.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.sandbox.Reaction;
import io.github.milvusretention.sandbox.Sandbox;
import io.github.milvusretention.tier.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** What the page of a partition says of what is there now. */
@Slow
class PartitionPageTest {
  private final PartitionPages partitions;
  private final LivePages pages;
  private final Sandbox sandbox;

  PartitionPageTest(PartitionPages partitions) {
    this.partitions = partitions;
    pages = partitions.live;
    sandbox = pages.sandbox;
  }

  @Test
  void withoutANameItOffersTheForm() throws IOException {
    HtmlPage page = pages.page("/partition");

    assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
    assertThat(page.getElementsByName("name")).hasSize(1);
    assertThat(page.asNormalizedText()).doesNotContain("There now");
  }

  @Test
  void oneThatIsThereSaysWhyWhenItGoesAndWhatWouldHaveToChange() throws IOException {
    pages.collection("there", "2026_08", "2026_09", "2026_10");
    pages.hold("there", "2026_09", "ada", "audit of 2026");

    HtmlPage kept = partitions.look("2026_08", "&policy=there");
    assertThat(kept.asNormalizedText())
        .contains("default.there KEPT", "Period\n2026-08-01 to 2026-09-01")
        .contains("2026-12-01 00:00:00", "goes at 2026-12-01T03:15Z", "2026-12-01 03:15:00")
        .contains("No run has planned to drop or release it");
    assertThat(kept.asNormalizedText())
        .contains("Hold it Nobody may act here until there are users")
        .contains("Hold it here Nobody may act here until there are users");
    assertThat(kept.getByXPath("//main//a[starts-with(@href, '/holds')]")).isEmpty();
    assertThat(kept.getByXPath("//a[starts-with(@href, '/restore')]")).isEmpty();
    assertThat(partitions.look("2026_09", "&policy=there").asNormalizedText())
        .contains("HELD", "of ada (audit of 2026)", "it stays until nothing holds it any more");
    assertThat(partitions.look("_default", "&policy=there").asNormalizedText())
        .contains("PROTECTED");
  }

  @Test
  void oneThatWasNeverSeenIsSaidToBeUnknown() throws IOException {
    assertThat(partitions.look("undecember").asNormalizedText())
        .contains("No collection that the rules select has it")
        .contains("No run has planned to drop or release it")
        .contains("Nothing is known of a partition of this name. Names are exact");
    assertThat(partitions.look("undecember", "&policy=gone").asNormalizedText())
        .contains("The rules have no policy gone now. What is recorded of it is shown.");
  }

  @Test
  void oneInTwoCollectionsIsToldForEach() throws IOException {
    pages.collection("two_a", "2026_01", "2026_10");
    pages.collection("two_b", "2026_01", "2026_10");
    sandbox
        .on("partitions/drop")
        .onCollection("two_b")
        .react(Reaction.error(65535, "disk <b>full</b>"));
    assertThat(pages.run("two").exit()).isEqualTo(RunExit.PARTITIONS_FAILED);

    String both = partitions.look("2026_01", "&policy=two").asNormalizedText();
    assertThat(both)
        .contains("default.two_b EXPIRED", "default.two_b FAILED", "default.two_a DROPPED")
        .contains("disk <b>full</b>", "1–2 of 2 times")
        .doesNotContain("default.two_a EXPIRED");
    assertThat(partitions.look("2026_01", "&policy=two", "&collection=two_a").asNormalizedText())
        .contains("default.two_a DROPPED", "1–1 of 1 times")
        .doesNotContain("two_b");
  }

  @Test
  void whoAsksWithoutEndIsSentAwayAndTheRecordIsStillThere() throws Exception {
    pages.collection("busy", "2026_01", "2026_11");
    pages.runs("busy");
    sandbox.on("collections/list").react(Reaction.hang());
    URI base = pages.page("/partition").getUrl().toURI();
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 3 + 16; i++) {
      URI address = base.resolve("/partition?policy=busy&fresh=true&name=p" + i);
      http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
    }

    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(base.resolve("/partition?policy=busy&name=2026_01")).build(),
            BodyHandlers.ofString());

    sandbox.heal();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("too many others wait for clusters to be asked; ask again in a moment")
        .contains("default.busy", "value=\"2026_01\"")
        .doesNotContain("This page loads again by itself");
    // Whoever comes next need not wait for them.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        partitions.look("2026_01", "&policy=busy").getWebResponse().getStatusCode())
                    .isEqualTo(200));
  }

  private static String shown(String name) {
    return name.replace("\u202e", "\\u202e");
  }

  @Test
  void foreignTextIsText() throws IOException {
    List<String> names =
        List.of(
            SCRIPT + "_2026_01",
            "\"><img src=x onerror=alert(2)>_2026_01",
            "{0}%zz&a=b#c_2026_01",
            "a".repeat(200) + "_2026_01");
    pages.collection("hostile");
    pages.lists("hostile", names);
    pages.hold("hostile", "*", SCRIPT, SCRIPT);

    for (String name : names) {
      HtmlPage page = partitions.look(name, "&policy=hostile");
      assertThat(page.asNormalizedText())
          .contains("Partition " + shown(name))
          .contains("of " + shown(SCRIPT) + " (" + shown(SCRIPT) + ")");
      assertThat(page.getWebResponse().getContentAsString().replaceAll(" value=\"[^\"]*\"", ""))
          .as("but for the field that has the name")
          .doesNotContain("\u202e");
      assertThat(((HtmlInput) page.getElementByName("name")).getValue()).isEqualTo(name);
      assertThat(page.getByXPath("//main//script | //main//img | //@onerror")).isEmpty();
      assertThat(pages.follow(page, "Ask again").asNormalizedText())
          .contains("Partition " + shown(name), "default.hostile");
    }
    HtmlPage page = partitions.look(SCRIPT, "&policy=%3Cscript%3E", "&database=%22%3E%3Cimg%3E");
    assertThat(page.getByXPath("//main//script | //main//img")).isEmpty();
  }
}
