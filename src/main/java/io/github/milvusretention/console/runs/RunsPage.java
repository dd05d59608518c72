package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.job.history.ExecutionFilter;
import io.github.milvusretention.job.history.History;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All executions, the newest first. */
@Controller
public class RunsPage {
  private static final int SIZE = 50;

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
      Model model) {
    ExecutionFilter filter = RunStatus.filter(policy, state);
    PageLink link = PageLink.to("/runs").with("policy", policy).with("state", state);
    Paging paging = new Paging(link, page, SIZE, history.count(filter));
    model.addAttribute("runs", runs.page(filter, paging.offset(), paging.size()));
    model.addAttribute("paging", paging);
    model.addAttribute("chosen", policy);
    model.addAttribute("state", state);
    model.addAttribute("states", RunStatus.names());
    return "runs";
  }
}
