package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.StopRun;
import io.github.milvusretention.period.RuleException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Stops a run. */
@Controller
public class StopPage {
  private final StopRun act;
  private final Facts facts;

  StopPage(StopRun act, Facts facts) {
    this.act = act;
    this.facts = facts;
  }

  @GetMapping("/runs/{id}/stop")
  ModelAndView ask(@PathVariable("id") long id) {
    return Pages.confirm(page(id), HttpStatus.OK);
  }

  @PostMapping("/runs/{id}/stop")
  ModelAndView stop(
      Person person,
      @PathVariable("id") long id,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "form", defaultValue = "") String form) {
    try {
      act.stop(Actors.atPage(person), id, reason);
      return Pages.to("/runs/" + id);
    } catch (RuleException e) {
      return Pages.confirm(page(id).with(reason, null, Pages.sentence(e), form), Pages.MISTAKE);
    }
  }

  private Confirm page(long id) {
    return new Confirm(
        "Stop run " + id,
        facts.of(facts.execution(id)),
        List.of(
            "Asks this run to stop after the partition in hand. What was dropped stays dropped.",
            "It ends as STOPPED, and a rerun continues it."),
        "/runs/" + id + "/stop",
        "Stop",
        null,
        "/runs/" + id);
  }
}
