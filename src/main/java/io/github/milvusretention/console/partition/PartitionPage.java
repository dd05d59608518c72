package io.github.milvusretention.console.partition;

import io.github.milvusretention.cli.evidence.Presence;
import io.github.milvusretention.cli.evidence.Present;
import io.github.milvusretention.console.access.Person;
import io.github.milvusretention.console.web.Moment;
import io.github.milvusretention.console.web.PageLink;
import io.github.milvusretention.console.web.Paging;
import io.github.milvusretention.console.web.asking.Busy;
import io.github.milvusretention.console.web.asking.RecentAnswers.Answer;
import io.github.milvusretention.ledger.Releases;
import io.github.milvusretention.ledger.evidence.Evidence;
import io.github.milvusretention.ledger.evidence.Evidence.Question;
import io.github.milvusretention.ledger.evidence.RowEvidence;
import io.github.milvusretention.ledger.seen.Seen.Place;
import io.github.milvusretention.ledger.seen.Sightings;
import io.github.milvusretention.policy.Address;
import io.github.milvusretention.policy.Policy;
import io.github.milvusretention.rules.Rules;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** All that is known of the partitions of one name. */
@Controller
class PartitionPage {
  private static final int SIZE = 20;
  private static final int PLACES = 100;

  private final Rules rules;
  private final PresenceAsking asking;
  private final Evidence evidence;
  private final Releases releases;
  private final Sightings sightings;
  private final RunsBehind runs;
  private final PartitionActs acts;

  PartitionPage(
      Rules rules,
      PresenceAsking asking,
      Evidence evidence,
      Releases releases,
      Sightings sightings,
      RunsBehind runs,
      PartitionActs acts) {
    this.rules = rules;
    this.asking = asking;
    this.evidence = evidence;
    this.releases = releases;
    this.sightings = sightings;
    this.runs = runs;
    this.acts = acts;
  }

  /**
   * @param name exact; empty for the form alone
   * @param policy empty for all, also one that the rules no longer have
   * @param fresh asks the clusters again although an answer is kept
   */
  @GetMapping("/partition")
  ModelAndView partition(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String policy,
      @RequestParam(defaultValue = "") String database,
      @RequestParam(defaultValue = "") String collection,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "false") boolean fresh,
      Person person,
      HttpServletResponse response) {
    Question question = new Question(name, given(policy), given(database), given(collection));
    ModelAndView view = new ModelAndView("partition");
    view.addObject("question", question);
    if (name.isEmpty()) {
      return view;
    }
    PageLink link =
        PageLink.to("/partition")
            .with("name", name)
            .with("policy", policy)
            .with("database", database)
            .with("collection", collection);
    if (fresh && isAskedAgain(view, question)) {
      RedirectView back = new RedirectView(link.toString(), true, true, false);
      back.setExpandUriTemplateVariables(false);
      return new ModelAndView(back);
    }
    view.addObject("again", link.with("fresh", true).toString());
    view.addObject("acts", acts.of(question, person));
    view.addObject("unknownPolicy", asking.policies(question).isEmpty());
    Paging paging = new Paging(link, page, SIZE, evidence.count(question));
    List<PastTime> record = record(question, paging.offset());
    view.addObject("paging", paging);
    view.addObject("record", record);
    view.addObject("seen", seen(question));
    try {
      Optional<Answer<Presence.Found>> answer = asking.of(question);
      if (answer.isEmpty()) {
        response.setHeader("Refresh", "3");
      }
      answer.ifPresent(
          found -> addPresence(view, question, found, unloaded(record), acts.offers(person)));
    } catch (Busy e) {
      addBusy(view, e);
    }
    return view;
  }

  private boolean isAskedAgain(ModelAndView view, Question question) {
    try {
      asking.again(question);
      return true;
    } catch (Busy e) {
      addBusy(view, e);
      return false;
    }
  }

  /** The record is shown anyway. */
  private static void addBusy(ModelAndView view, Busy e) {
    view.addObject("busy", e.getMessage());
    view.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
  }

  private List<PastTime> record(Question question, long offset) {
    List<RowEvidence> rows = evidence.newest(question, offset, SIZE);
    Map<Long, RunsBehind.Asker> askers =
        runs.of(rows.stream().flatMap(PastTime::executions).distinct().toList());
    return rows.stream()
        .map(row -> PastTime.of(row, zone(row.plan().plan().run().policy()), askers))
        .toList();
  }

  private List<Seen> seen(Question question) {
    return sightings.seen(question).stream()
        .limit(PLACES)
        .map(seen -> new Seen(seen, new Moment(seen.at(), zone(seen.policy()))))
        .toList();
  }

  /** Where the last run that planned it had it released, and did not drop it. */
  private static Set<Place> unloaded(List<PastTime> record) {
    Map<Place, PastTime> last = new HashMap<>();
    record.forEach(time -> last.putIfAbsent(place(time.row().address()), time));
    last.values().removeIf(time -> !time.unloaded());
    return last.keySet();
  }

  private void addPresence(
      ModelAndView view,
      Question question,
      Answer<Presence.Found> answer,
      Set<Place> unloaded,
      PartitionActs.Offers offers) {
    Presence.Found found = answer.value();
    List<Place> released = releases.placesOf(question.partition());
    view.addObject("asked", new Moment(answer.at(), zone(question.policy())));
    view.addObject("found", found);
    view.addObject(
        "now",
        found.now().stream()
            .limit(PLACES)
            .map(
                each ->
                    PresentPlace.of(
                        each,
                        zone(each.policy()),
                        offers.at(
                            each,
                            released.contains(place(each)) || unloaded.contains(place(each)))))
            .toList());
  }

  private static Place place(Address address) {
    return new Place(address.cluster(), address.database(), address.collection());
  }

  private static Place place(Present present) {
    return new Place(
        present.place().cluster(), present.place().database(), present.place().collection());
  }

  /** UTC for a policy that the rules no longer have. */
  private ZoneId zone(@Nullable String policy) {
    Policy known = policy == null ? null : rules.policies().get(policy);
    return known == null ? ZoneOffset.UTC : known.zone();
  }

  private static @Nullable String given(String text) {
    return text.isEmpty() ? null : text;
  }
}
