package io.github.milvusretention.console.holds;

import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.console.web.RequestAddress;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.rules.Rules;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists what must stay: by the rules file, and by what people placed. */
@Controller
public class HoldsPage {
  private static final int SIZE = 100;

  private final HoldStore placed;
  private final Holds holds;
  private final Rules rules;
  private final Clock clock;

  HoldsPage(HoldStore placed, Holds holds, Rules rules, Clock clock) {
    this.placed = placed;
    this.holds = holds;
    this.rules = rules;
    this.clock = clock;
  }

  @GetMapping("/holds")
  String list(
      Model model,
      HttpServletRequest request,
      @RequestParam(name = "all", defaultValue = "false") boolean all,
      @RequestParam(name = "page", defaultValue = "1") int page) {
    List<HoldView> views = views(all);
    Paging paging = new Paging(RequestAddress.of(request), page, SIZE, views.size());
    model.addAttribute("all", all);
    model.addAttribute("paging", paging);
    model.addAttribute("holds", Paging.part(views, paging).stream().map(HoldLine::of).toList());
    return "holds";
  }

  /** Those of the file first, then the newest. */
  private List<HoldView> views(boolean all) {
    Instant now = clock.instant();
    List<HoldView> views = new ArrayList<>();
    rules.holds().values().forEach(hold -> views.add(HoldView.ofFile(hold, now)));
    holds.removedFromFile().forEach(hold -> views.add(HoldView.removedFromFile(hold)));
    placed.all(all).stream()
        .sorted(Comparator.comparing(PlacedHold::at).reversed())
        .map(each -> HoldView.of(each, now))
        .forEach(views::add);
    return views;
  }
}
