package io.github.milvusretention.console.holds;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.Forms;
import io.github.milvusretention.console.act.KeepPartitions;
import io.github.milvusretention.console.confirm.Pages;
import io.github.milvusretention.period.RuleException;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Places a hold. */
@Controller
public class NewHoldPage {
  private final KeepPartitions act;

  NewHoldPage(KeepPartitions act) {
    this.act = act;
  }

  /** Filled in with what the address says. */
  @GetMapping("/holds/new")
  ModelAndView ask(@RequestParam Map<String, String> typed) {
    return page(form(typed), "", "", HttpStatus.OK);
  }

  @PostMapping("/holds/new")
  ModelAndView place(Person person, @RequestParam Map<String, String> typed) {
    HoldForm form = form(typed);
    Actor actor = Actors.atPage(person);
    try {
      act.place(actor, form.asked(actor.requestedBy()), Pages.sent(text(typed, "form")));
      return Pages.to("/holds");
    } catch (RuleException e) {
      return page(
          form, Objects.requireNonNullElse(e.key(), "covers"), Pages.sentence(e), Pages.MISTAKE);
    }
  }

  private static HoldForm form(Map<String, String> typed) {
    return HoldForm.of(key -> text(typed, key));
  }

  private static String text(Map<String, String> typed, String key) {
    return typed.getOrDefault(key, "").strip();
  }

  private static ModelAndView page(HoldForm form, String key, String mistake, HttpStatus status) {
    ModelAndView page = new ModelAndView("hold-new", status);
    page.addObject("form", form);
    page.addObject("token", Forms.next());
    page.addObject("key", key);
    page.addObject("mistake", mistake);
    return page;
  }
}
