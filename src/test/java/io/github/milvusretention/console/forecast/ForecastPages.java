package io.github.milvusretention.console.forecast;

import static io.github.milvusretention.console.LivePages.DB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.LivePages;
import io.github.milvusretention.console.OnePerPackage;
import io.github.milvusretention.database.Databases;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.policy.hold.Covers;
import io.github.milvusretention.policy.hold.HoldKind;
import io.github.milvusretention.policy.hold.NameGlob;
import io.github.milvusretention.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;

/**
 * The forecasts of three policies: days has nine days of one collection, many has ten collections,
 * and the cluster of away is down.
 */
@OnePerPackage
final class ForecastPages implements AutoCloseable {
  static final String NOW = "2026-11-24T10:00:00Z";
  private static final String RULES =
      """
          days:
            cluster: local
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
            new-rules: off
            still-written: off
            max-drops: 2
            max-share: 100%
            schedule: "0 15 3 * * ?"
            zone: Europe/Berlin
          many:
            cluster: local
            collections: ["m_*"]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P1Y
            schedule: "0 15 3 * * ?"
          away:
            cluster: down
            collections: [logs]
            partitions: ["'p_'uuuu_MM_dd"]
            keep: P5D
      """;

  final Sandbox sandbox;
  private final LivePages pages;

  ForecastPages(Path directory) {
    pages = new LivePages(Databases.H2, directory, RULES);
    sandbox = pages.sandbox;
    pages.collection("logs", "unreadable");
    sandbox.createPartitions(
        DB, "logs", IntStream.rangeClosed(16, 24).mapToObj(d -> "p_2026_11_" + d).toList());
    for (int i = 10; i < 20; i++) {
      pages.collection("m_" + i, "p_2026_11_22", "p_2026_11_23", "p_2026_11_24");
    }
    pages
        .bean(HoldStore.class)
        .place(
            new HoldStore.Wanted(
                HoldKind.LEGAL,
                new Covers(
                    null, null, null, new NameGlob("logs"), new NameGlob("p_2026_11_16"), null),
                "ada",
                "audit <b>of</b> \"2026\"",
                null),
            Actor.ofCommand("tester", "here"));
  }

  /** As a test finds it: it is ten, all is well, the rules are as they were, nothing was asked. */
  void atTen() {
    sandbox.heal();
    pages.itIs(NOW);
    pages.write(RULES);
    sandbox.clearCalls();
  }

  void itIs(String instant) {
    pages.itIs(instant);
  }

  /** The rules file is edited beneath the daemon. */
  void edit(String from, String to) {
    pages.write(RULES.replace(from, to));
  }

  <T> T bean(Class<T> type) {
    return pages.bean(type);
  }

  /** A page of the daemon, whatever its status. */
  HtmlPage page(String address) throws IOException {
    return pages.page(address);
  }

  /** A forecast that is shown. */
  HtmlPage forecast(String query) throws IOException {
    HtmlPage page = page("/forecast?" + query);
    assertThat(page.getWebResponse().getStatusCode()).as(page.asNormalizedText()).isEqualTo(200);
    return page;
  }

  static List<DomElement> bars(HtmlPage page) {
    return page.getByXPath("//*[local-name()='rect'][starts-with(@class,'bar')]");
  }

  /** The bar of the partition of that name. */
  static DomElement bar(HtmlPage page, String name) {
    return bars(page).stream()
        .filter(bar -> title(bar).startsWith(name + ":"))
        .findFirst()
        .orElseThrow();
  }

  static String title(DomElement bar) {
    return ((DomNode) bar.getFirstByXPath("*[local-name()='title']")).getTextContent();
  }

  static double x(DomElement element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Override
  public void close() {
    pages.close();
  }
}
