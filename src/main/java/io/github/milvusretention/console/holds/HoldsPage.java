package io.github.milvusretention.console.holds;

import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Asking;
import io.github.milvusretention.console.act.Offered;
import io.github.milvusretention.console.act.Permissions;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.schedule.RulesInForce;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private final RulesInForce inForce;
  private final Permissions permissions;
  private final Clock clock;

  HoldsPage(
      HoldStore placed,
      Holds holds,
      Rules rules,
      RulesInForce inForce,
      Permissions permissions,
      Clock clock) {
    this.placed = placed;
    this.holds = holds;
    this.rules = rules;
    this.inForce = inForce;
    this.permissions = permissions;
    this.clock = clock;
  }

  @GetMapping("/holds")
  String list(
      Model model,
      Person person,
      @RequestParam(name = "all", defaultValue = "false") boolean all,
      @RequestParam(name = "page", defaultValue = "1") int page) {
    List<HoldView> views = views(all);
    PageLink link = PageLink.to("/holds").with("all", all ? true : null);
    Paging paging = new Paging(link, page, SIZE, views.size());
    model.addAttribute("all", all);
    model.addAttribute("paging", paging);
    Asking asking = permissions.of(person);
    String objection = inForce.objection().orElse(null);
    model.addAttribute("place", Offered.hold("Place a hold", "/holds/new", asking));
    model.addAttribute(
        "holds",
        Paging.part(views, paging).stream()
            .map(view -> HoldLine.of(view, lift(view, objection, asking)))
            .toList());
    return "holds";
  }

  /** Null for one that is lifted already, or is of the file. */
  private static @Nullable Offered lift(HoldView view, @Nullable String objection, Asking asking) {
    return view.from().equals("command") && view.lifted().at() == null
        ? Offered.lift(
            view.hold(), view.kind().equals("legal") ? view.placed().by() : null, objection, asking)
        : null;
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
