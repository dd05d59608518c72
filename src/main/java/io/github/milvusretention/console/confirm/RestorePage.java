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
   * @param key the field with the mistake; empty if there is none
   */
  public record Filled(
      String policy,
      String database,
      String collection,
      String partition,
      String reason,
      String key,
      String mistake) {}

  @GetMapping("/restore")
  ModelAndView ask(
      Person person,
      @RequestParam(name = "policy", defaultValue = "") String policy,
      @RequestParam(name = "database", defaultValue = "default") String database,
      @RequestParam(name = "collection", defaultValue = "") String collection,
      @RequestParam(name = "partition", defaultValue = "") String partition,
      @RequestParam(name = "begun", defaultValue = "") String form) {
    ModelAndView page =
        page(new Filled(policy, database, collection, partition, "", "", ""), HttpStatus.OK);
    // An address alone says nothing: anybody could write one.
    Named named = new Named(policy, database, collection, partition);
    return page.addObject("begun", act.hasBegun(Actors.atPage(person), named, Pages.sent(form)));
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
              .queryParam("begun", "{form}")
              .encode()
              .build(named.policy(), named.database(), named.collection(), named.partition(), form)
              .toString());
    } catch (RuleException e) {
      return page(
          new Filled(
              policy, database, collection, partition, reason, key(e.key()), Pages.sentence(e)),
          Pages.MISTAKE);
    }
  }

  private static String key(@Nullable String key) {
    return Objects.requireNonNullElse(key, "partition");
  }

  private static ModelAndView page(Filled filled, HttpStatus status) {
    ModelAndView page = new ModelAndView("restore", status);
    page.addObject("filled", filled);
    page.addObject("begun", false);
    page.addObject("token", Forms.next());
    return page;
  }
}
