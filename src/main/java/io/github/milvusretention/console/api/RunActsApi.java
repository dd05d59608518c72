package io.github.milvusretention.console.api;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.cli.evidence.ExecutionView;
import io.github.milvusretention.cli.evidence.Moments;
import io.github.milvusretention.cli.output.view.Stopping;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.runs.AcceptPlan;
import io.github.milvusretention.console.act.runs.Rerun;
import io.github.milvusretention.console.act.runs.RunNow;
import io.github.milvusretention.console.act.runs.StopRun;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.http.Body;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.job.history.History;
import io.github.milvusretention.job.history.PastExecution;
import io.github.milvusretention.period.AsOf;
import io.github.milvusretention.rules.Rules;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Starts runs, continues and stops them. Answers once they have begun. */
@Controller
class RunActsApi {
  private static final String RUN = Operations.ROOT + "/runs/{id}";

  private final RunNow runNow;
  private final Rerun rerun;
  private final StopRun stopRun;
  private final AcceptPlan acceptPlan;
  private final History history;
  private final Rules rules;

  RunActsApi(
      RunNow runNow,
      Rerun rerun,
      StopRun stopRun,
      AcceptPlan acceptPlan,
      History history,
      Rules rules) {
    this.runNow = runNow;
    this.rerun = rerun;
    this.stopRun = stopRun;
    this.acceptPlan = acceptPlan;
    this.history = history;
    this.rules = rules;
  }

  @PostMapping(Operations.ROOT + "/runs")
  Answer run(Person person, Body body, HttpServletRequest request) {
    String asOf = body.text("asOf");
    RunNow.Wanted wanted =
        new RunNow.Wanted(
            PolicyOfRules.named(body.needed("policy"), rules).name(),
            asOf == null ? null : AsOf.parse(asOf),
            body.flag("again", false),
            body.flag("countRows", true),
            body.textOr("reason", ""));
    return begun(runNow.start(Actors.program(person), wanted, null), request);
  }

  @PostMapping(RUN + "/rerun")
  Answer rerun(Person person, @PathVariable("id") long id, Body body, HttpServletRequest request) {
    Actor actor = Actors.program(person);
    return begun(rerun.start(actor, id, body.textOr("reason", ""), null), request);
  }

  @PostMapping(RUN + "/stop")
  Answer stop(Person person, @PathVariable("id") long id, Body body) {
    Actor actor = Actors.program(person);
    return Answer.json(Stopping.of(id, stopRun.stop(actor, id, body.textOr("reason", ""))))
        .status(HttpStatus.ACCEPTED);
  }

  @PostMapping(RUN + "/accept")
  Answer accept(Person person, @PathVariable("id") long id, Body body, HttpServletRequest request) {
    AcceptPlan.Answer answer =
        new AcceptPlan.Answer(
            body.needed("digest"),
            body.needed("guards"),
            body.needed("partitions"),
            body.needed("reason"));
    return begun(acceptPlan.accept(Actors.program(person), id, answer, null), request);
  }

  private Answer begun(long id, HttpServletRequest request) {
    PastExecution past = history.past(id).orElseThrow(() -> NotThere.run(id));
    return Answer.json(ExecutionView.of(past, Moments.of(rules, past.run().policy())))
        .status(HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, request.getContextPath() + Operations.ROOT + "/runs/" + id);
  }
}
