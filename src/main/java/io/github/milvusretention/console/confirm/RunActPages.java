package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.runs.Rerun;
import io.github.milvusretention.console.act.runs.StopRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Continues a run, or stops it. */
@Controller
public class RunActPages {
  private final Rerun rerun;
  private final StopRun stop;
  private final Facts facts;

  RunActPages(Rerun rerun, StopRun stop, Facts facts) {
    this.rerun = rerun;
    this.stop = stop;
    this.facts = facts;
  }

  @GetMapping("/runs/{id}/rerun")
  ModelAndView askForRerun(@PathVariable("id") long id) {
    return Pages.confirm(rerunPage(id));
  }

  @PostMapping("/runs/{id}/rerun")
  ModelAndView rerun(
      Person person, @PathVariable("id") long id, @RequestParam Map<String, String> typed) {
    Sent sent = Sent.of(typed);
    return Pages.act(
        () -> rerun.start(Actors.atPage(person), id, sent.reason(), sent.token()),
        () -> rerunPage(id),
        sent.form(null));
  }

  @GetMapping("/runs/{id}/stop")
  ModelAndView askForStop(@PathVariable("id") long id) {
    return Pages.confirm(stopPage(id));
  }

  @PostMapping("/runs/{id}/stop")
  ModelAndView stop(
      Person person, @PathVariable("id") long id, @RequestParam Map<String, String> typed) {
    Sent sent = Sent.of(typed);
    return Pages.act(
        () -> {
          stop.stop(Actors.atPage(person), id, sent.reason());
          return id;
        },
        () -> stopPage(id),
        sent.form(null));
  }

  private Confirm rerunPage(long id) {
    return page(
        id,
        "Rerun",
        "Rerun " + id,
        List.of(
            "Continues this run where it ended, as a new execution.",
            "Nothing is dropped twice, and nothing is added to its plan.",
            "If a guard refused the plan, it is made again, and nothing is dropped unless no guard"
                + " refuses it."));
  }

  private Confirm stopPage(long id) {
    return page(
        id,
        "Stop",
        "Stop run " + id,
        List.of(
            "Asks this run to stop after the partition in hand. What was dropped stays dropped.",
            "It ends as STOPPED, and a rerun continues it."));
  }

  /**
   * @param act what the button says; its address has it too
   */
  private Confirm page(long id, String act, String title, List<String> effect) {
    return new Confirm(
        title,
        facts.of(facts.execution(id)),
        effect,
        "/runs/" + id + "/" + act.toLowerCase(Locale.ROOT),
        act,
        "/runs/" + id);
  }
}
