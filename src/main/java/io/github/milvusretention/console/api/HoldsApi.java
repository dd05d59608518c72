package io.github.milvusretention.console.api;

import io.github.milvusretention.audit.Actor;
import io.github.milvusretention.cli.output.view.HoldList;
import io.github.milvusretention.cli.output.view.HoldView;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.KeepPartitions;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.http.Body;
import io.github.milvusretention.console.api.http.Refused;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.holds.HoldForm;
import io.github.milvusretention.console.web.NotThere;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.hold.PlacedHold;
import io.github.milvusretention.period.RuleException;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The holds, as the commands {@code hold list}, {@code add} and {@code remove} tell them. */
@Controller
class HoldsApi {
  private static final String HOLDS = Operations.ROOT + "/holds";

  private final Rules rules;
  private final Holds holds;
  private final HoldStore store;
  private final KeepPartitions act;
  private final Clock clock;

  HoldsApi(Rules rules, Holds holds, HoldStore store, KeepPartitions act, Clock clock) {
    this.rules = rules;
    this.holds = holds;
    this.store = store;
    this.act = act;
    this.clock = clock;
  }

  @GetMapping(HOLDS)
  Answer holds(@RequestParam(name = "all", defaultValue = "false") boolean all) {
    return Answer.json(HoldList.of(rules, holds, store, all, clock.instant()));
  }

  @PostMapping(HOLDS)
  Answer place(Person person, Body body) {
    HoldForm form =
        HoldForm.of(key -> key.equals("reason") ? body.needed(key) : body.textOr(key, ""));
    Actor actor = Actors.program(person);
    long id = act.place(actor, form.asked(actor.requestedBy()), null);
    return view(store.find(id).orElseThrow()).status(HttpStatus.CREATED);
  }

  @PostMapping(HOLDS + "/{id}/lift")
  Answer lift(Person person, @PathVariable("id") long id, Body body) {
    // Before it is tried: then it is on record why it was refused.
    boolean lifted = store.find(id).filter(hold -> hold.lifted() != null).isPresent();
    try {
      return view(act.lift(Actors.program(person), id, body.textOr("reason", "")));
    } catch (RuleException e) {
      if (store.find(id).isEmpty()) {
        throw new NotThere("there is no hold " + id + "; " + HOLDS + "?all=true lists all");
      }
      throw lifted ? new Refused(HttpStatus.CONFLICT, String.valueOf(e.getMessage())) : e;
    }
  }

  private Answer view(PlacedHold hold) {
    return Answer.json(HoldView.of(hold, clock.instant()));
  }
}
