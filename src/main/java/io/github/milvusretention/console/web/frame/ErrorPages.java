package io.github.milvusretention.console.web.frame;

import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.run.RunFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** One sentence for what could not be shown or done, and the status that a program expects. */
@ControllerAdvice(basePackages = "io.github.milvusretention.console")
class ErrorPages {
  @ExceptionHandler(NotThere.class)
  ModelAndView notThere(NotThere e) {
    return page(HttpStatus.NOT_FOUND, "Not found", e.getMessage());
  }

  @ExceptionHandler(RuleException.class)
  ModelAndView badValue(RuleException e) {
    return page(HttpStatus.BAD_REQUEST, "Not possible", e.getMessage());
  }

  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  ModelAndView badNumber(MethodArgumentTypeMismatchException e) {
    return page(
        HttpStatus.BAD_REQUEST,
        "Not possible",
        "\"" + e.getValue() + "\" is not a value of " + e.getName());
  }

  @ExceptionHandler(ServletRequestBindingException.class)
  ModelAndView missing(ServletRequestBindingException e) {
    return page(HttpStatus.BAD_REQUEST, "Not possible", e.getBody().getDetail());
  }

  @ExceptionHandler(RunFailure.class)
  ModelAndView cluster(RunFailure e) {
    if (e.isOfRepository()) {
      return page(Broken.repository(String.valueOf(e.getMessage())));
    }
    return page(HttpStatus.BAD_GATEWAY, "The cluster could not be asked", e.getMessage());
  }

  @ExceptionHandler(Busy.class)
  ModelAndView busy(Busy e) {
    return page(HttpStatus.SERVICE_UNAVAILABLE, "Not now", e.getMessage());
  }

  @ExceptionHandler(RuntimeException.class)
  ModelAndView other(RuntimeException e, HttpServletResponse response) {
    if (response.isCommitted()) {
      throw e;
    }
    return page(Broken.by(e));
  }

  private static ModelAndView page(Broken broken) {
    return page(broken.status(), broken.title(), broken.message());
  }

  private static ModelAndView page(HttpStatus status, String title, @Nullable String message) {
    ModelAndView page = new ModelAndView("error", status);
    page.addObject("title", title);
    page.addObject("message", Objects.toString(message, ""));
    return page;
  }
}
