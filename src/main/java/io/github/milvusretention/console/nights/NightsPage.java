package io.github.milvusretention.console.nights;

import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.RequestAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

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
    String address = RequestAddress.of(request);
    LocalDate today = this.nights.today(policy);
    NightsQuery query = NightsQuery.of(policy, until, nights, q, today);
    Grid grid = this.nights.grid(query, page, address);
    if (query.policy() != null && grid.runs().isEmpty()) {
      throw new NotThere(
          "There is no policy \"" + policy + "\", and no run of it in these nights.");
    }
    model.addAttribute("query", query);
    // Thousands of links: what Thymeleaf does for each of them would take most of the time.
    model.addAttribute("root", request.getContextPath());
    model.addAttribute("grid", grid);
    model.addAttribute("earlier", until(address, query.first().minusDays(1)));
    LocalDate later = query.until().plusDays(query.nights());
    model.addAttribute(
        "later",
        query.until().isBefore(today)
            ? until(address, later.isAfter(today) ? today : later)
            : null);
    return "nights";
  }

  private static String until(String address, LocalDate until) {
    return UriComponentsBuilder.fromUriString(address)
        .replaceQueryParam("until", until)
        .replaceQueryParam("page")
        .build(true)
        .toUriString();
  }
}
