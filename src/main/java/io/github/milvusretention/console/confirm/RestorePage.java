package io.github.milvusretention.console.confirm;

import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.act.Actors;
import io.github.milvusretention.console.act.Forms;
import io.github.milvusretention.console.act.RestorePartition;
import io.github.milvusretention.console.act.RestorePartition.Named;
import io.github.milvusretention.period.RuleException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Restores a partition that a run released. */
@Controller
public class RestorePage {
  private final RestorePartition act;

  RestorePage(RestorePartition act) {
    this.act = act;
  }

  /**
   * The form as it was filled in.
   *
   * @param begun whether it was sent, and what it asks for has begun
   * @param key the field with the mistake; empty if there is none
   */
  public record Filled(
      String policy,
      String database,
      String collection,
      String partition,
      String reason,
      boolean begun,
      String key,
      String mistake) {}

  @GetMapping("/restore")
  ModelAndView ask(
      @RequestParam(name = "policy", defaultValue = "") String policy,
      @RequestParam(name = "database", defaultValue = "default") String database,
      @RequestParam(name = "collection", defaultValue = "") String collection,
      @RequestParam(name = "partition", defaultValue = "") String partition,
      @RequestParam(name = "begun", defaultValue = "false") boolean begun) {
    return page(
        new Filled(policy, database, collection, partition, "", begun, "", ""), HttpStatus.OK);
  }

  @PostMapping("/restore")
  ModelAndView restore(
      Person person,
      @RequestParam(name = "policy", defaultValue = "") String policy,
      @RequestParam(name = "database", defaultValue = "") String database,
      @RequestParam(name = "collection", defaultValue = "") String collection,
      @RequestParam(name = "partition", defaultValue = "") String partition,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "form", defaultValue = "") String form) {
    try {
      Named named = new Named(policy, database.strip(), collection.strip(), partition.strip());
      act.start(Actors.atPage(person), named, reason, Pages.sent(form));
      return Pages.to(
          UriComponentsBuilder.fromPath("/restore")
              .queryParam("policy", "{policy}")
              .queryParam("database", "{database}")
              .queryParam("collection", "{collection}")
              .queryParam("partition", "{partition}")
              .queryParam("begun", true)
              .encode()
              .build(named.policy(), named.database(), named.collection(), named.partition())
              .toString());
    } catch (RuleException e) {
      return page(
          new Filled(
              policy,
              database,
              collection,
              partition,
              reason,
              false,
              key(e.key()),
              Pages.sentence(e)),
          Pages.MISTAKE);
    }
  }

  private static String key(@Nullable String key) {
    return Objects.requireNonNullElse(key, "partition");
  }

  private static ModelAndView page(Filled filled, HttpStatus status) {
    ModelAndView page = new ModelAndView("restore", status);
    page.addObject("filled", filled);
    page.addObject("token", Forms.next());
    return page;
  }
}
