package io.github.milvusretention.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
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
    PageLink link = PageLink.to("/plan").with("q", "%{é} +");

    assertThat(new Paging(link, 2, 10, 100).next()).isEqualTo(link + "&page=3");
    assertThat(new Paging(link.with("page", 2), 2, 10, 100, "night").next())
        .isEqualTo(link + "&page=2&night=3");
  }

  @Test
  void aParameterMayHaveSeveralValues() {
    PageLink link = PageLink.to("/forecast").withAll("edit", List.of("keep=P6D", "", "a&b"));

    assertThat(link.toString()).isEqualTo("/forecast?edit=keep%3DP6D&edit=a%26b");
    assertThat(link.withAll("edit", List.of()).toString()).isEqualTo("/forecast");
  }
}
