package io.github.milvusretention.console.runs;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.ledger.State;
import io.github.milvusretention.ledger.evidence.ExecutionRows.Filter;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.run.RunKey;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One execution: what it did, why and by whom, and its ledger. */
@Controller
public class RunPage {
  private static final int SIZE = 100;
  private static final int FEW = 10;
  private static final int OTHERS = 50;
  private static final List<String> STATES = Stream.of(State.values()).map(State::name).toList();

  private final History history;
  private final Runs runs;
  private final RunDetails details;
  private final RunLedger ledger;

  RunPage(History history, Runs runs, RunDetails details, RunLedger ledger) {
    this.history = history;
    this.runs = runs;
    this.details = details;
    this.ledger = ledger;
  }

  @GetMapping("/runs/{id}")
  String run(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "1") int page,
      Person person,
      Model model) {
    PastExecution past = find(id);
    RunKey run = past.run();
    ZoneId zone = runs.zone(run.policy());
    Filter filter = new Filter(state(state), text.strip());
    PageLink link = PageLink.to("/runs/" + id).with("state", state).with("text", filter.text());
    Paging paging = new Paging(link, page, SIZE, ledger.count(run, id, filter));
    model.addAttribute("detail", details.of(past, person));
    model.addAttribute("zone", zone.getId());
    model.addAttribute("progress", progress(past));
    model.addAttribute("rows", ledger.page(run, id, filter, paging.offset(), paging.size(), zone));
    model.addAttribute("paging", paging);
    model.addAttribute("state", state);
    model.addAttribute("states", STATES);
    model.addAttribute("text", text);
    model.addAttribute("countOfOthers", ledger.countOfOthers(run, id));
    model.addAttribute("ofOthers", ledger.ofOthers(run, id, OTHERS, zone));
    return "run";
  }

  /** The part of the page that is asked for again and again while the run goes on. */
  @GetMapping("/runs/{id}/progress")
  String progress(@PathVariable long id, Model model) {
    model.addAttribute("progress", progress(find(id)));
    return "progress :: progress";
  }

  private RunProgress progress(PastExecution past) {
    RunLine line = runs.line(past);
    boolean live = past.exit() == null && runs.holder(past.run().policy()).isPresent();
    return RunProgress.of(
        past,
        line,
        live,
        live ? history.steps(past.executionId()) : List.of(),
        live
            ? ledger.newest(past.run(), past.executionId(), FEW, runs.zone(past.run().policy()))
            : List.of());
  }

  private PastExecution find(long id) {
    return history.past(id).orElseThrow(() -> NotThere.run(id));
  }

  private static @Nullable State state(String state) {
    if (state.isEmpty()) {
      return null;
    }
    RuleException.check(
        STATES.contains(state),
        "state",
        "\"" + state + "\" is no state of a partition",
        "write one of " + String.join(", ", STATES));
    return State.valueOf(state);
  }
}
