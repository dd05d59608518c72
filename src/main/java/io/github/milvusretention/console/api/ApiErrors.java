package io.github.milvusretention.console.api;

import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.http.Problem;
import io.github.milvusretention.run.RunExit;
import io.github.milvusretention.text.Visible;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Errors as the commands tell them with {@code --output json}. Before those of the pages. */
@ControllerAdvice(basePackageClasses = ApiErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {
  private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler(Exception.class)
  Answer error(Exception failure, HttpServletResponse response) throws Exception {
    if (response.isCommitted()) {
      // Ends the connection, so that no reader takes what it has for a whole answer.
      throw failure;
    }
    Problem problem = Problem.of(failure).orElse(null);
    if (problem == null) {
      log.error("api: unexpected error", failure);
      problem =
          new Problem(
              HttpStatus.INTERNAL_SERVER_ERROR,
              RunExit.ERROR.code(),
              "unexpected error; the log of this process has the details");
    } else if (problem.status().is5xxServerError()) {
      log.warn("api: {}", Visible.line(problem.message()));
    }
    return problem.answer();
  }
}
