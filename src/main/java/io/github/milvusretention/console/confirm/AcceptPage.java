package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.Forms;
import io.github.milvusretention.console.act.runs.AcceptPlan;
import io.github.milvusretention.console.act.runs.AcceptPlan.Answer;
import io.github.milvusretention.console.act.runs.DuePartition;
import io.github.milvusretention.console.act.runs.IncompleteAnswer;
import io.github.milvusretention.console.act.runs.PlanToAccept;
import io.github.milvusretention.console.act.runs.WhoMayAccept;
import io.github.milvusretention.console.web.Day;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Accepts a plan that waits for a person. */
@Controller
public class AcceptPage {
  /** So many that nobody reads them one by one; the plan page has all. */
  private static final int SHOWN = 500;

  private final AcceptPlan act;
  private final Facts facts;

  AcceptPage(AcceptPlan act, Facts facts) {
    this.act = act;
    this.facts = facts;
  }

  /**
   * A partition that goes.
   *
   * @param from the first day of its period
   * @param to the day after its last
   * @param rows null if unknown
   */
  public record Row(
      String database,
      String collection,
      String partition,
      String from,
      String to,
      @Nullable Long rows,
      boolean waits,
      String reason) {
    private static Row of(DuePartition due) {
      return new Row(
          due.address().database(),
          due.address().collection(),
          due.address().partition(),
          Day.of(due.start().toOffsetDateTime()),
          Day.of(due.end().toOffsetDateTime()),
          due.rows(),
          due.waits(),
          due.reason());
    }
  }

  /**
   * What the person typed.
   *
   * @param key the field with the mistake; empty if there is none
   */
  public record Typed(String number, String reason, String form, String key, String mistake) {}

  @GetMapping("/runs/{id}/accept")
  ModelAndView ask(Person person, @PathVariable("id") long id, HttpServletResponse response) {
    Optional<PlanToAccept> plan = act.review(Actors.atPage(person), id);
    if (plan.isPresent()) {
      return page(person, plan.get(), new Typed("", "", Forms.next(), "", ""), HttpStatus.OK);
    }
    response.setHeader("Refresh", "3");
    ModelAndView asked = new ModelAndView("accept-asked");
    asked.addObject("run", id);
    asked.addObject("facts", facts.of(facts.execution(id)));
    return asked;
  }

  @PostMapping("/runs/{id}/accept")
  ModelAndView accept(
      Person person,
      @PathVariable("id") long id,
      @RequestParam(name = "digest", defaultValue = "") String digest,
      @RequestParam(name = "guards", defaultValue = "") String guards,
      @RequestParam(name = "number", defaultValue = "") String number,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "form", defaultValue = "") String form) {
    try {
      long run =
          act.accept(
              Actors.atPage(person),
              id,
              new Answer(digest, guards, number, reason),
              Pages.sent(form));
      return Pages.to("/runs/" + run);
    } catch (IncompleteAnswer e) {
      String key = String.valueOf(e.mistake().key());
      return page(
          person,
          e.plan(),
          new Typed(number, reason, form, key, Pages.sentence(e.mistake())),
          Pages.MISTAKE);
    }
  }

  private ModelAndView page(Person person, PlanToAccept plan, Typed typed, HttpStatus status) {
    ModelAndView page = new ModelAndView("accept", status);
    page.addObject("plan", plan);
    page.addObject("facts", facts.of(facts.execution(plan.executionId())));
    page.addObject("rows", plan.due().stream().limit(SHOWN).map(Row::of).toList());
    page.addObject("shown", SHOWN);
    page.addObject("oldest", day(plan.oldest()));
    page.addObject("newest", day(plan.newest()));
    page.addObject("typed", typed);
    page.addObject("off", WhoMayAccept.off(Actors.atPage(person), plan).orElse(null));
    return page;
  }

  private static @Nullable String day(@Nullable ZonedDateTime at) {
    return at == null ? null : Day.of(at.toOffsetDateTime());
  }
}
