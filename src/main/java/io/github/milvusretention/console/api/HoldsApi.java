package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.output.HoldList;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.hold.HoldStore;
import io.github.milvusretention.hold.Holds;
import io.github.milvusretention.rules.Rules;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The holds, as {@code hold list} tells them. */
@Controller
class HoldsApi {
  private final Rules rules;
  private final Holds holds;
  private final HoldStore store;
  private final Clock clock;

  HoldsApi(Rules rules, Holds holds, HoldStore store, Clock clock) {
    this.rules = rules;
    this.holds = holds;
    this.store = store;
    this.clock = clock;
  }

  @GetMapping(Operations.ROOT + "/holds")
  Answer holds(@RequestParam(defaultValue = "false") boolean all) {
    return Answer.json(HoldList.of(rules, holds, store, all, clock.instant()));
  }
}
