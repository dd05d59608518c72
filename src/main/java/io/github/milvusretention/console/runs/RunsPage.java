package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.console.web.RequestAddress;
import io.github.milvusretention.job.ExecutionFilter;
import io.github.milvusretention.job.History;
import io.github.milvusretention.period.RuleException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All executions, the newest first. */
@Controller
public class RunsPage {
  private static final int SIZE = 50;

  /** Those that a person looks for; the others last for moments. */
  private static final List<String> STATES =
      Stream.of(BatchStatus.STARTED, BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.STOPPED)
          .map(BatchStatus::name)
          .toList();

  private final History history;
  private final Runs runs;

  RunsPage(History history, Runs runs) {
    this.history = history;
    this.runs = runs;
  }

  @GetMapping("/runs")
  String runs(
      @RequestParam(defaultValue = "") String policy,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "1") int page,
      HttpServletRequest request,
      Model model) {
    ExecutionFilter filter =
        new ExecutionFilter(
            policy.isEmpty() ? null : policy, state.isEmpty() ? null : status(state));
    Paging paging = new Paging(RequestAddress.of(request), page, SIZE, history.count(filter));
    model.addAttribute("runs", runs.page(filter, paging.offset(), paging.size()));
    model.addAttribute("paging", paging);
    model.addAttribute("chosen", policy);
    model.addAttribute("state", state);
    model.addAttribute("states", STATES);
    return "runs";
  }

  private static @Nullable BatchStatus status(String state) {
    RuleException.check(
        STATES.contains(state),
        "state",
        "\"" + state + "\" is no status of a run",
        "write one of " + String.join(", ", STATES));
    return BatchStatus.valueOf(state);
  }
}
