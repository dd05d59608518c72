package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.runs.RunNow;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Runs a policy now. */
@Controller
public class RunNowPage {
  private final RunNow act;
  private final Facts facts;
  private final Rules rules;
  private final Clock clock;

  RunNowPage(RunNow act, Facts facts, Rules rules, Clock clock) {
    this.act = act;
    this.facts = facts;
    this.rules = rules;
    this.clock = clock;
  }

  @GetMapping("/policies/{name}/run")
  ModelAndView ask(@PathVariable("name") String name) {
    return Pages.confirm(page(name));
  }

  @PostMapping("/policies/{name}/run")
  ModelAndView run(
      Person person,
      @PathVariable("name") String name,
      @RequestParam(name = "again", defaultValue = "false") boolean again,
      @RequestParam(name = "asOf", defaultValue = "") String asOf,
      @RequestParam Map<String, String> typed) {
    Sent sent = Sent.of(typed);
    RunNow.Shown shown = new RunNow.Shown(name, asOf, again, sent.reason());
    return Pages.act(
        () -> act.start(Actors.atPage(person), shown, sent.token()),
        () -> page(name),
        sent.form(again).asOf(asOf));
  }

  private Confirm page(String name) {
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      throw NotThere.policy(name);
    }
    AsOf asOf = policy.asOf(clock.instant());
    List<Fact> about = new ArrayList<>(facts.ofPolicy(name));
    about.add(new Fact("As of", asOf.toString()));
    return new Confirm(
        "Run " + name + " now",
        about,
        List.of(
            "Plans, and drops what is due, unless a guard refuses. The plan page shows what that"
                + " is.",
            "If a run of this as-of exists, it is continued; if it is finished, nothing happens.",
            "The schedule stays as it is."),
        "/policies/" + name + "/run",
        "Run now",
        "/policies/" + name,
        Confirm.Form.empty(false).asOf(asOf.toString()));
  }
}
