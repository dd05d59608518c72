package io.github.milvusretention.console.api;

import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.console.api.http.Answer;
import io.github.milvusretention.console.api.operations.Operations;
import io.github.milvusretention.console.audit.AuditQuery;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what. */
@Controller
class AuditApi {
  private final AuditLog audit;

  AuditApi(AuditLog audit) {
    this.audit = audit;
  }

  @GetMapping(Operations.ROOT + "/audit")
  Answer audit(
      @RequestParam(name = "who", defaultValue = "") String who,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "q", defaultValue = "") String q,
      @RequestParam(name = "since", defaultValue = "") String since,
      @RequestParam(name = "until", defaultValue = "") String until,
      @RequestParam(name = "limit", defaultValue = "100") int limit,
      @RequestParam(name = "offset", defaultValue = "0") int offset) {
    AuditQuery query = new AuditQuery(who, act, q, since, until);
    return Answer.json(audit.page(query.filter(), offset, limit));
  }
}
