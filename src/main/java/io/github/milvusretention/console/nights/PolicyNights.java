package io.github.milvusretention.console.nights;

import io.github.milvusretention.run.RunKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The nights of one policy. A night may have several runs: of its hours, or of several attempts.
 * What each of them has settled counts; what is left, or has failed, counts of the last alone, for
 * it had to do that again.
 *
 * @param byDate the runs of each night in their order; nights without a run are absent
 */
record PolicyNights(String policy, Map<LocalDate, List<RunOfNight>> byDate, Expected expected) {
  private static final int MESSAGE = 240;

  /** What the runs of a night did as a whole. */
  Cell run(LocalDate night) {
    List<RunOfNight> runs = byDate.getOrDefault(night, List.of());
    if (runs.isEmpty()) {
      return expected.without(night);
    }
    RunOfNight last = runs.get(runs.size() - 1);
    Outcome outcome = last.outcome();
    List<Cell.Part> parts = new ArrayList<>();
    parts.add(new Cell.Part(outcome.kind(), outcome.mark()));
    Counts counts = Counts.NONE;
    for (RunOfNight run : runs) {
      Counts all = run.plan() == null ? Counts.NONE : run.plan().counts();
      counts = counts.plus(run == last ? all : all.settled());
    }
    int gone = counts.dropped() + counts.released();
    if (gone > 0) {
      parts.add(new Cell.Part("sum", String.valueOf(gone)));
    }
    return new Cell(outcome.kind(), parts, words(runs, last, counts), last.href());
  }

  private static String words(List<RunOfNight> runs, RunOfNight last, Counts counts) {
    StringBuilder words = new StringBuilder(last.outcome().words());
    if (!counts.none()) {
      words.append(": ").append(counts.words());
    }
    if (last.held() > 0) {
      words.append("; ").append(last.held()).append(" held by the plan");
    }
    if (runs.size() > 1) {
      words.append("; the last of ").append(runs.size()).append(" runs");
      long bad =
          runs.stream().filter(run -> run != last && !run.outcome().kind().equals("good")).count();
      if (bad > 0) {
        words.append(", of which ").append(bad).append(" others did not end well");
      }
    }
    if (last.plan() != null && last.outcome() == Outcome.REFUSED) {
      words.append("; ").append(last.plan().refusedBy());
    } else if (last.execution() != null && !last.outcome().kind().equals("good")) {
      String message = last.execution().message();
      words.append(message.isEmpty() ? "" : "; " + message);
    }
    return words.length() <= MESSAGE ? words.toString() : words.substring(0, MESSAGE) + "…";
  }

  /**
   * What the runs of a night did with one collection.
   *
   * @param done what each run did there; a run that did nothing is absent
   */
  Cell place(Place place, LocalDate night, Map<RunKey, Counts> done) {
    List<RunOfNight> runs = byDate.getOrDefault(night, List.of());
    if (runs.isEmpty()) {
      Cell none = expected.without(night);
      return Cell.of(none.kind(), "", none.words(), null);
    }
    RunOfNight last = runs.get(runs.size() - 1);
    Counts counts = counts(runs, done);
    if (counts.none()) {
      return nothing(place, last);
    }
    String kind = counts.parts().get(0).kind();
    RunOfNight shown = last;
    for (RunOfNight run : runs) {
      // The last one that did something there; a later one would show nothing of it.
      shown = done.containsKey(run.run()) && run.href() != null ? run : shown;
    }
    return new Cell(kind, counts.parts(), counts.words(), href(shown, place));
  }

  static Counts counts(List<RunOfNight> runs, Map<RunKey, Counts> done) {
    Counts counts = Counts.NONE;
    for (int i = 0; i < runs.size(); i++) {
      Counts of = done.getOrDefault(runs.get(i).run(), Counts.NONE);
      counts = counts.plus(i == runs.size() - 1 ? of : of.settled());
    }
    return counts;
  }

  private static Cell nothing(Place place, RunOfNight run) {
    String href = href(run, place);
    if (run.couldNotRead(place)) {
      return Cell.of("warn", "?", "it could not be read", href);
    }
    Outcome outcome = run.outcome();
    boolean planned = run.plan() != null && run.plan().frozen();
    if (planned || outcome == Outcome.DONE) {
      return Cell.of("nothing", "", "nothing was due", null);
    }
    return Cell.of(outcome.kind(), outcome.mark(), outcome.words(), href);
  }

  private static @Nullable String href(RunOfNight run, Place place) {
    String href = run.href();
    return href == null
        ? null
        : UriComponentsBuilder.fromPath(href)
            .queryParam("q", "{q}")
            .encode()
            .buildAndExpand(place.collection())
            .toUriString();
  }
}
