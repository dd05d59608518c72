package io.github.milvusretention.console.holds;

import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.KeepPartitions;
import io.github.milvusretention.console.confirm.Pages;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.period.RuleException;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lifts a hold. */
@Controller
public class LiftPage {
  private final KeepPartitions act;
  private final HoldStore holds;
  private final Clock clock;

  LiftPage(KeepPartitions act, HoldStore holds, Clock clock) {
    this.act = act;
    this.holds = holds;
    this.clock = clock;
  }

  @GetMapping("/holds/{id}/lift")
  ModelAndView ask(@PathVariable("id") long id) {
    return page(id, "", "", HttpStatus.OK);
  }

  @PostMapping("/holds/{id}/lift")
  ModelAndView lift(
      Person person,
      @PathVariable("id") long id,
      @RequestParam(name = "reason", defaultValue = "") String reason) {
    try {
      act.lift(Actors.atPage(person), id, reason.strip());
      return Pages.to("/holds?all=true");
    } catch (RuleException e) {
      return page(id, reason, Pages.sentence(e), Pages.MISTAKE);
    }
  }

  private ModelAndView page(long id, String reason, String mistake, HttpStatus status) {
    HoldView view =
        holds
            .find(id)
            .map(placed -> HoldView.of(placed, clock.instant()))
            .orElseThrow(() -> new NotThere("there is no hold " + id + "; the list shows all"));
    ModelAndView page = new ModelAndView("hold-lift", status);
    page.addObject("line", HoldLine.of(view, null));
    page.addObject("reason", reason);
    page.addObject("mistake", mistake);
    return page;
  }
}
