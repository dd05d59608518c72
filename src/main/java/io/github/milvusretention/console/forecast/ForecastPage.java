package io.github.milvusretention.console.forecast;

import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.Rules;
import io.github.milvusretention.run.RunFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which partitions go in which of the coming nights, also with a rule edited. */
@Controller
class ForecastPage {
  private final Forecasts forecasts;
  private final Rules rules;

  ForecastPage(Forecasts forecasts, Rules rules) {
    this.forecasts = forecasts;
    this.rules = rules;
  }

  @GetMapping("/forecast")
  String forecast(
      @RequestParam(required = false) @Nullable String policy,
      @RequestParam(required = false) @Nullable Integer days,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "1") int night,
      @RequestParam(defaultValue = "false") boolean fresh,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String name = policy == null || policy.isEmpty() ? only() : policy;
    int ahead = days == null ? Question.DEFAULT : days;
    List<String> edits = edits(request);
    PageLink here =
        PageLink.to("/forecast")
            .with("policy", policy)
            .with("days", days)
            .withAll("edit", edits)
            .with("q", q.strip())
            .with("page", page == 1 ? null : page)
            .with("night", night == 1 ? null : night);
    model.addAttribute("policy", name);
    model.addAttribute("days", ahead);
    model.addAttribute("edits", edits);
    model.addAttribute("q", q);
    if (name == null) {
      return "forecast";
    }
    try {
      Question question = new Question(name, ahead, edits);
      if (fresh) {
        forecasts.askAgain(question);
        // Otherwise each further page would ask the cluster again.
        return "redirect:" + here;
      }
      Answer<Foretold> answer = forecasts.ask(question);
      model.addAttribute("view", ForecastModel.of(answer, q.strip(), page, night, here));
      model.addAttribute("again", here.with("fresh", true).toString());
    } catch (RuleException e) {
      failed(model, response, HttpStatus.BAD_REQUEST, e);
    } catch (RunFailure e) {
      failed(
          model,
          response,
          e.isOfRepository() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY,
          e);
      model.addAttribute("again", here.toString());
    } catch (Busy e) {
      failed(model, response, HttpStatus.SERVICE_UNAVAILABLE, e);
      model.addAttribute("again", here.toString());
    }
    return "forecast";
  }

  /** Not by Spring, which takes a comma in an edit for the end of it. */
  private static List<String> edits(HttpServletRequest request) {
    String[] edits = request.getParameterValues("edit");
    return edits == null
        ? List.of()
        : List.of(edits).stream().map(String::strip).filter(edit -> !edit.isEmpty()).toList();
  }

  private static void failed(
      Model model, HttpServletResponse response, HttpStatus status, RuntimeException e) {
    response.setStatus(status.value());
    model.addAttribute("failure", e.getMessage());
  }

  private @Nullable String only() {
    return rules.policies().size() == 1 ? rules.policies().keySet().iterator().next() : null;
  }
}
