package io.github.milvusretention.console.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/** Each page of the console in the states that are worth a look: a name and an address. */
final class SitePages {
  private SitePages() {}

  static Map<String, String> of(ConsoleServer server) {
    Map<String, String> pages = new LinkedHashMap<>();
    String refused = "/runs/" + server.newest("clicks").executionId();
    String failed = "/runs/" + server.newest(ThirtyNights.FAILED).executionId();
    pages.put("policies", "/policies");
    pages.put("policy", "/policies/events");
    pages.put("policy-by-hand", "/policies/" + ThirtyNights.NEVER_RUN);
    pages.put("nights", "/nights");
    pages.put("nights-of-one", "/nights?policy=documents");
    pages.put("runs", "/runs");
    pages.put("run", "/runs/" + server.newest("documents").executionId());
    pages.put("run-refused", refused);
    pages.put("run-failed", failed);
    pages.put("run-hostile", "/runs/" + server.newest(ThirtyNights.HOSTILE).executionId());
    pages.put("plan", "/plan?policy=documents");
    pages.put("plan-refused", "/plan?policy=clicks");
    pages.put("plan-hostile", "/plan?policy=" + ThirtyNights.HOSTILE);
    pages.put("forecast", "/forecast?policy=documents");
    pages.put("forecast-of-months", "/forecast?policy=reports&days=180");
    pages.put("holds", "/holds");
    pages.put("hold-new", "/holds/new");
    pages.put("hold-lift", "/holds/1/lift");
    pages.put("partition", "/partition?name=" + server.nights().dropped() + "&policy=documents");
    pages.put(
        "partition-failed", "/partition?name=" + server.nights().failed() + "&policy=invoices");
    pages.put("partition-hostile", "/partition?name=%3Cb%3Eacme%3C/b%3E_2026_01_02");
    pages.put("audit", "/audit");
    pages.put("run-now", "/policies/" + ThirtyNights.NEVER_RUN + "/run");
    pages.put("stop", failed + "/stop");
    pages.put("rerun", failed + "/rerun");
    pages.put("accept", refused + "/accept");
    pages.put("restore", "/restore");
    pages.put("no-such-run", "/runs/999999");
    pages.put("not-there", "/nowhere");
    return pages;
  }
}
