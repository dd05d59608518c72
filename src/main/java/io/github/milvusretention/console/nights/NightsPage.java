package io.github.milvusretention.console.nights;

import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.PageLink;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened to each collection in each night. */
@Controller
class NightsPage {
  private final Nights nights;

  NightsPage(Nights nights) {
    this.nights = nights;
  }

  @GetMapping("/nights")
  String nights(
      @RequestParam(required = false) @Nullable String policy,
      @RequestParam(required = false) @Nullable String until,
      @RequestParam(required = false) @Nullable Integer nights,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(defaultValue = "1") int page,
      HttpServletRequest request,
      Model model) {
    LocalDate today = this.nights.today(policy);
    NightsQuery query = NightsQuery.of(policy, until, nights, q, today);
    PageLink link =
        PageLink.to("/nights")
            .with("policy", policy)
            .with("until", until)
            .with("nights", nights)
            .with("q", query.text());
    Grid grid = this.nights.grid(query, page, link);
    if (query.policy() != null && grid.runs().isEmpty()) {
      throw new NotThere(
          "There is no policy \"" + policy + "\", and no run of it in these nights.");
    }
    model.addAttribute("query", query);
    // Thousands of links: what Thymeleaf does for each of them would take most of the time.
    model.addAttribute("root", request.getContextPath());
    model.addAttribute("grid", grid);
    model.addAttribute("earlier", link.with("until", query.first().minusDays(1)).toString());
    LocalDate later = query.until().plusDays(query.nights());
    model.addAttribute(
        "later",
        query.until().isBefore(today)
            ? link.with("until", later.isAfter(today) ? today : later).toString()
            : null);
    return "nights";
  }
}
