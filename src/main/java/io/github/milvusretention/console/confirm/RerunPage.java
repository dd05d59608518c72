package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.Rerun;
import io.github.milvusretention.period.RuleException;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Continues a run. */
@Controller
public class RerunPage {
  private final Rerun act;
  private final Facts facts;

  RerunPage(Rerun act, Facts facts) {
    this.act = act;
    this.facts = facts;
  }

  @GetMapping("/runs/{id}/rerun")
  ModelAndView ask(@PathVariable("id") long id) {
    return Pages.confirm(page(id), HttpStatus.OK);
  }

  @PostMapping("/runs/{id}/rerun")
  ModelAndView rerun(
      Person person,
      @PathVariable("id") long id,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "form", defaultValue = "") String form) {
    try {
      long run = act.start(Actors.atPage(person), id, reason, Pages.sent(form));
      return Pages.to("/runs/" + run);
    } catch (RuleException e) {
      return Pages.confirm(page(id).with(reason, null, Pages.sentence(e), form), Pages.MISTAKE);
    }
  }

  private Confirm page(long id) {
    JobExecution execution = facts.execution(id);
    return new Confirm(
        "Rerun " + id,
        facts.of(execution),
        List.of(
            "Continues this run where it ended, as a new execution.",
            "Nothing is dropped twice, and nothing is added to its plan.",
            "If a guard refused the plan, it is made again, and nothing is dropped unless no guard"
                + " refuses it."),
        "/runs/" + id + "/rerun",
        "Rerun",
        null,
        "/runs/" + id);
  }
}
