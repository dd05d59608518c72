package io.github.milvusretention.console.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/** Each page of the console in the states that are worth a look: a name and an address. */
final class SitePages {
  private SitePages() {}

  static Map<String, String> of(ConsoleServer server) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("policies", "/policies");
    pages.put("not-there", "/runs/999999");
    return pages;
  }
}
