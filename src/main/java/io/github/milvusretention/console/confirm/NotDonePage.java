package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.act.NotDone;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says that an act was not done, why, and where to go from here. */
@ControllerAdvice(
    basePackages = {
      "io.github.milvusretention.console.confirm",
      "io.github.milvusretention.console.holds"
    })
@Order(Ordered.HIGHEST_PRECEDENCE)
class NotDonePage {
  @ExceptionHandler(NotDone.class)
  ModelAndView notDone(NotDone e) {
    ModelAndView page = new ModelAndView("not-done", e.status());
    page.addObject("title", e.status() == HttpStatus.FORBIDDEN ? "Not allowed" : "Not done");
    page.addObject("message", e.why());
    page.addObject("way", e.way());
    return page;
  }
}
