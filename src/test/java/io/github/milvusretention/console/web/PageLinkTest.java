package io.github.milvusretention.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PageLinkTest {
  @Test
  void valuesAreEncodedAndEmptyOnesLeftOut() {
    PageLink link =
        PageLink.to("/plan").with("policy", "a&b=c").with("q", "").with("verdict", null);

    assertThat(link.toString()).isEqualTo("/plan?policy=a%26b%3Dc");
    assertThat(link.with("policy", null).toString()).isEqualTo("/plan");
    assertThat(link.with("q", "{0} \"<\u202E\">%zz+").toString())
        .satisfies(
            text -> assertThat(URI.create(text).getQuery()).contains("{0}", "\"<\u202E\">%zz"))
        .endsWith("%25zz%2B");
  }

  @Test
  void itsPagesKeepTheFilter() {
    String link = PageLink.to("/plan").with("q", "%{é} +").toString();

    assertThat(new Paging(link, 2, 10, 100).next()).isEqualTo(link + "&page=3");
  }
}
