package io.github.milvusretention.console.api;

import io.github.milvusretention.cli.output.view.Restored;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.RestorePartition;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.http.Body;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.rules.Rules;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Loads a released partition again. */
@Controller
class RestoreApi {
  private final RestorePartition restore;
  private final Rules rules;

  RestoreApi(RestorePartition restore, Rules rules) {
    this.restore = restore;
    this.rules = rules;
  }

  /** Nothing is done by then but that it has begun. */
  @PostMapping(Operations.ROOT + "/restore")
  Answer restore(Person person, Body body) {
    RestorePartition.Named named =
        new RestorePartition.Named(
            PolicyOfRules.named(body.needed("policy"), rules).name(),
            body.needed("database"),
            body.needed("collection"),
            body.needed("partition"));
    Address address = restore.start(Actors.program(person), named, body.textOr("reason", ""), null);
    return Answer.json(Restored.of(address, List.of())).status(HttpStatus.ACCEPTED);
  }
}
