package io.github.milvusretention.console.plan;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.policy.Verdict;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What a run of a policy would do, live from its cluster. */
@Controller
class PlanPage {
  private final Rules rules;
  private final PlanAsking asking;
  private final PlanWaits waits;
  private final Clock clock;

  PlanPage(Rules rules, PlanAsking asking, PlanWaits waits, Clock clock) {
    this.rules = rules;
    this.asking = asking;
    this.waits = waits;
    this.clock = clock;
  }

  /**
   * @param asOf empty for that of a run now
   * @param show which list to show alone; empty for the whole page
   * @param fresh asks the cluster again although an answer is kept
   */
  @GetMapping("/plan")
  ModelAndView plan(
      @RequestParam(defaultValue = "") String policy,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String collection,
      @RequestParam(required = false) @Nullable Verdict verdict,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "false") boolean fresh,
      Person person,
      HttpServletResponse response) {
    ModelAndView view = new ModelAndView("plan");
    view.addObject("chosen", policy);
    view.addObject("asOfText", asOf);
    view.addObject("verdicts", Verdict.values());
    if (policy.isEmpty()) {
      return view;
    }
    Policy of = named(policy);
    AsOf moment = asOf.isBlank() ? of.asOf(clock.instant()) : AsOf.parse(asOf.strip());
    PageLink link = PageLink.to("/plan").with("policy", policy).with("asOf", asOf.strip());
    PlanList list = new PlanList(link, new PlanFilter(collection, verdict, q), show, page);
    view.addObject("again", list.here().with("fresh", true).toString());
    view.addObject("waits", waits.of(of, person).orElse(null));
    try {
      if (fresh) {
        asking.again(of, moment);
        RedirectView back = new RedirectView(list.here().toString(), true, true, false);
        back.setExpandUriTemplateVariables(false);
        return new ModelAndView(back);
      }
      Optional<Answer<AskedPlan>> answer = asking.of(of, moment);
      if (answer.isEmpty()) {
        response.setHeader("Refresh", "3");
        view.addObject("underWay", true);
        return view;
      }
      view.addObject("asked", new Moment(answer.get().at(), of.zone()));
      view.addObject("plan", PlanHead.of(answer.get().value().planned(), clock.instant()));
      view.addObject("since", Since.of(answer.get().value(), of.zone()));
      view.addObject("list", list.of(answer.get().value()));
    } catch (RunFailure e) {
      view.addObject("failure", e.getMessage());
      view.setStatus(e.isOfRepository() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY);
    } catch (Busy e) {
      view.addObject("failure", e.getMessage());
      view.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
    }
    return view;
  }

  private Policy named(String name) {
    Policy policy = rules.policies().get(name);
    if (policy == null) {
      throw NotThere.policy(name);
    }
    return policy;
  }
}
