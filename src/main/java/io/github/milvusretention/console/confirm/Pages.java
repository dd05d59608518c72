package io.github.milvusretention.console.confirm;

import io.github.milvusretention.period.RuleException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What is answered to a form. */
public final class Pages {
  /** For a form that is shown again, with what was typed. */
  public static final HttpStatus MISTAKE = HttpStatus.UNPROCESSABLE_CONTENT;

  private Pages() {}

  static ModelAndView confirm(Confirm confirm) {
    return confirm(confirm, HttpStatus.OK);
  }

  private static ModelAndView confirm(Confirm confirm, HttpStatus status) {
    ModelAndView page = new ModelAndView("confirm", status);
    page.addObject("confirm", confirm);
    return page;
  }

  /**
   * Does what a form asks for.
   *
   * @param act returns the execution whose page shows what came of it
   * @param page that is shown again if there is a mistake in the form
   */
  static ModelAndView act(LongSupplier act, Supplier<Confirm> page, Confirm.Form form) {
    try {
      return to("/runs/" + act.getAsLong());
    } catch (RuleException e) {
      return confirm(page.get().with(form.mistaken(sentence(e))), MISTAKE);
    }
  }

  /** Redirects to the page that shows the outcome, so that reloading it does not act again. */
  public static ModelAndView to(String path) {
    RedirectView to = new RedirectView(path, true);
    to.setStatusCode(HttpStatus.SEE_OTHER);
    to.setExposeModelAttributes(false);
    return new ModelAndView(to);
  }

  /** What tells the same form when it is sent twice; null if it has none. */
  public static @Nullable String sent(String form) {
    return form.matches("[0-9a-f-]{36}") ? form : null;
  }

  /** For people, at the field that it is about. */
  public static String sentence(RuleException mistake) {
    return mistake.problem() + "; " + mistake.cure();
  }
}
