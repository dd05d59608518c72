package io.github.milvusretention.console.audit;

import io.github.milvusretention.audit.Act;
import io.github.milvusretention.audit.AuditFilter;
import io.github.milvusretention.audit.AuditLog;
import io.github.milvusretention.audit.AuditRow;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows who did what. */
@Controller
public class AuditPage {
  private static final int SIZE = 100;

  private final AuditLog audit;

  AuditPage(AuditLog audit) {
    this.audit = audit;
  }

  /** One act. */
  public record Line(AuditRow row, Moment at, String badge) {
    private static Line of(AuditRow row) {
      String badge =
          switch (row.outcome()) {
            case "done" -> "good";
            case "started" -> "busy";
            case "refused" -> "warn";
            default -> "bad";
          };
      return new Line(row, new Moment(row.at(), ZoneOffset.UTC), badge);
    }
  }

  @ModelAttribute("query")
  AuditQuery query(
      @RequestParam(name = "who", defaultValue = "") String who,
      @RequestParam(name = "act", defaultValue = "") String act,
      @RequestParam(name = "q", defaultValue = "") String q,
      @RequestParam(name = "since", defaultValue = "") String since,
      @RequestParam(name = "until", defaultValue = "") String until) {
    return new AuditQuery(who.strip(), act, q.strip(), since.strip(), until.strip());
  }

  @GetMapping("/audit")
  String page(
      @ModelAttribute("query") AuditQuery query,
      Model model,
      @RequestParam(name = "page", defaultValue = "1") int page) {
    AuditFilter filter = query.filter();
    Paging paging = new Paging(query.link("/audit"), page, SIZE, audit.count(filter));
    model.addAttribute("acts", Stream.of(Act.values()).map(AuditQuery::text).toList());
    model.addAttribute("paging", paging);
    model.addAttribute(
        "lines", audit.page(filter, paging.offset(), SIZE).stream().map(Line::of).toList());
    model.addAttribute("csv", query.link("/audit.csv").toString());
    model.addAttribute("json", query.link("/audit.json").toString());
    return "audit";
  }

  @GetMapping("/audit.csv")
  void csv(@ModelAttribute("query") AuditQuery query, HttpServletResponse response)
      throws IOException {
    AuditFilter filter = readable(query);
    PrintWriter out = file(response, "text/csv", "audit.csv");
    out.print(
        Csv.line(
            "at",
            "who",
            "roles",
            "source",
            "from",
            "act",
            "target",
            "policy",
            "execution",
            "digest",
            "reason",
            "outcome",
            "message"));
    audit.all(
        filter,
        row ->
            out.print(
                Csv.line(
                    row.at(),
                    row.by().who(),
                    row.by().roles(),
                    row.by().source(),
                    row.by().from(),
                    row.act(),
                    row.about().target(),
                    row.about().policy(),
                    row.about().executionId(),
                    row.about().digest(),
                    row.reason(),
                    row.outcome(),
                    row.message())));
    out.flush();
  }

  @GetMapping("/audit.json")
  void json(@ModelAttribute("query") AuditQuery query, HttpServletResponse response)
      throws IOException {
    AuditFilter filter = readable(query);
    PrintWriter out = file(response, "application/json", "audit.json");
    // Closed once all is written, and only then: closed earlier, it would end the list, and what
    // broke off would look like the whole.
    JsonGenerator json =
        JsonMapper.shared()
            .rebuild()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build()
            .createGenerator(out);
    json.writeStartArray();
    audit.all(filter, json::writePOJO);
    json.writeEndArray();
    json.close();
    out.flush();
  }

  /** Asked before an answer begins, so that a page tells it if the repository cannot be read. */
  private AuditFilter readable(AuditQuery query) {
    AuditFilter filter = query.filter();
    long unused = audit.count(filter);
    return filter;
  }

  private static PrintWriter file(HttpServletResponse response, String type, String name)
      throws IOException {
    response.setContentType(type);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name).build().toString());
    return response.getWriter();
  }
}
